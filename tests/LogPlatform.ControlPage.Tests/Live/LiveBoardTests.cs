using LogPlatform.ControlPage.Hosting;
using LogPlatform.ControlPage.Live;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Validation;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.ControlPage.Tests.Live;

public sealed class LiveBoardTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private LiveBoard _board = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time, services => services.AddLogPlatformControlPage(), app => app.MapLogPlatformControlPage());
        _board = _gateway.Services.GetRequiredService<LiveBoard>();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task AllPagesAreToldTheVerySameLook()
    {
        var (first, second) = (new TaskCompletionSource<LiveSample?>(), new TaskCompletionSource<LiveSample?>());
        using var one = _board.Follow(sample => first.TrySetResult(sample));
        using var other = _board.Follow(sample => second.TrySetResult(sample));

        await TickUntilAsync(Task.WhenAll(first.Task, second.Task));

        (await first.Task).ShouldBeSameAs(await second.Task);
    }

    [Fact]
    public void APageThatOpensIsShownTheLatestLookInsteadOfANewOne()
    {
        var first = _board.Now();

        _board.Now().ShouldNotBeNull().ShouldBeSameAs(first);
        _time.Advance(TimeSpan.FromSeconds(3));
        _board.Now().ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task APageThatHasLeftIsNotToldAnything()
    {
        var told = 0;
        _board.Follow(_ => told++).Dispose();
        var other = new TaskCompletionSource();
        using var stays = _board.Follow(_ => other.TrySetResult());

        await TickUntilAsync(other.Task);

        told.ShouldBe(0);
        _board.Pages.ShouldBe(1);
    }

    [Fact]
    public async Task TheBacklogOfTheMirroredSlotIsWhatWaitsForTheMirror()
    {
        _gateway.Slots.Mirror = new MirrorStatus(10, 0, 500, 0, 3, TimeSpan.Zero, 40);
        var (looks, second) = (0, new TaskCompletionSource<LiveSample>());

        // A value is of the second that the look before began.
        using var page = _board.Follow(sample => _ = ++looks == 2 && second.TrySetResult(sample!));
        await TickUntilAsync(second.Task);

        var backlog = (await second.Task).Charts.Single(chart => chart.Title.StartsWith("Backlog", StringComparison.Ordinal));
        backlog.Series.Select(series => (series.Slot, series.Latest)).ShouldBe([(Color.Blue, "5"), (Color.Green, "40")]);
    }

    [Fact]
    public async Task PagesAreToldWhenThePlatformCannotBeLookedAtAndWhenItCanAgain()
    {
        var (away, back) = (new TaskCompletionSource(), new TaskCompletionSource());
        _gateway.Status.Failure = new IOException("away");
        using var page = _board.Follow(sample => (sample is null ? away : back).TrySetResult());

        await TickUntilAsync(away.Task);
        _time.Advance(TimeSpan.FromSeconds(3));
        _board.Now().ShouldBeNull();

        _gateway.Status.Failure = null;
        await TickUntilAsync(back.Task);
        _board.Now().ShouldNotBeNull();
    }

    // The board waits for its first page on a thread of its own, so the clock is moved until it has noticed.
    private async Task TickUntilAsync(Task happened)
    {
        while (!happened.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
