using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Mirror;

public sealed class UnitLaneTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordedJournal _journal = new();
    private readonly FakeSlot _slot = new(Names.New);

    public ValueTask DisposeAsync() => _slot.DisposeAsync();

    [Fact]
    public async Task ASlotThatHangsIsAFailureAfterTheLimitAndItsLateAnswerIsGivenBack()
    {
        var (entered, hang) = (new TaskCompletionSource(), new TaskCompletionSource());
        _slot.Before = _ =>
        {
            entered.SetResult();
            return hang.Task;
        };
        var asking = AskAsync(CancellationToken.None);
        await entered.Task;
        _time.Advance(TimeSpan.FromSeconds(30));
        var answer = await asking;
        answer.Result.ShouldBeNull();
        answer.Failure.ShouldBe("no answer within 30 s");
        hang.SetResult();
        await Eventually.IsTrueAsync(() => _slot.Seen.Count == 1 && _slot.Unreturned == 0);
    }

    [Fact]
    public async Task CancellingDoesNotWaitForASlotThatHangs()
    {
        using var cancel = new CancellationTokenSource();
        _slot.Before = _ =>
        {
            cancel.Cancel();
            return new TaskCompletionSource().Task;
        };
        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(cancel.Token));
    }

    [Fact]
    public async Task AUnitThatOnlyWaitedInALostNodeIsSentAgain()
    {
        var losses = 2;
        _slot.Before = _ => losses-- > 0 ? Task.FromException(new ProcessorFailedException("lost") { WasProcessing = false }) : Task.CompletedTask;
        using var result = (await AskAsync(CancellationToken.None)).Result.ShouldNotBeNull();
        _slot.Seen.Select(unit => unit.Number).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task AUnitThatTookANodeDownIsAFailureAtOnce()
    {
        _slot.Before = _ => Task.FromException(new ProcessorFailedException("crashed"));
        (await AskAsync(CancellationToken.None)).Failure.ShouldBe("crashed");
        _slot.Seen.Count.ShouldBe(1);
    }

    private Task<LaneAnswer> AskAsync(CancellationToken cancellationToken) =>
        new UnitLane(TimeSpan.FromSeconds(30), _time).ProcessAsync(_slot, new Generation(1), [_journal.Add(_time.GetUtcNow())], cancellationToken);
}
