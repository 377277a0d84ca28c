using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Protocols.Workers;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Standalone.Tests.Slots;

public sealed class NodeConversationTests : IAsyncLifetime
{
    private readonly Channel<PendingUnit> _queue = Channel.CreateUnbounded<PendingUnit>();
    private readonly TemporaryFolder _folder = new();
    private readonly ArrayBufferWriter<byte> _frame = new();
    private Socket _worker = null!;
    private WorkerLink _link = null!;

    public async ValueTask InitializeAsync()
    {
        var endPoint = new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, "s"));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(endPoint);
        listener.Listen(1);
        _worker = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await _worker.ConnectAsync(endPoint, TestContext.Current.CancellationToken);
        _link = new WorkerLink(await listener.AcceptAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _link.Dispose();
        _worker.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AnAnswerReachesWhoeverSentTheUnit()
    {
        using var conversation = Conversation();
        using var stop = new CancellationTokenSource();
        var running = conversation.RunAsync(stop.Token);
        var pending = Enqueue(1, 77);
        var unit = await ReceiveWorkAsync();
        unit.Entries[0].ShouldBe(pending.Unit.Entries[0]);
        Answer(unit.Number, new BatchTally(new BatchId(77), 3, 2, 1));
        using var result = await pending.Answer;
        result.Tallies.ShouldBe([new BatchTally(new BatchId(77), 3, 2, 1)]);
        await stop.CancelAsync();
        (await running).Hung.ShouldBeFalse();
        conversation.Answered.ShouldBe(1);
    }

    [Fact]
    public async Task AWorkerIsGivenNoMoreUnitsThanItsWindow()
    {
        using var conversation = Conversation(window: 2);
        using var stop = new CancellationTokenSource();
        var running = conversation.RunAsync(stop.Token);
        Enqueue(1, 1);
        Enqueue(2, 2);
        var third = Enqueue(3, 3);
        var first = await ReceiveWorkAsync();
        await ReceiveWorkAsync();
        _worker.Available.ShouldBe(0);
        _queue.Reader.Count.ShouldBe(1);
        Answer(first.Number, new BatchTally(new BatchId(1), 6, 0, 0));
        (await ReceiveWorkAsync()).Number.ShouldBe(third.Unit.Number);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task OnlyTheUnitInProcessIsBlamedForALostWorker()
    {
        using var conversation = Conversation(window: 2);
        var running = conversation.RunAsync(CancellationToken.None);
        var first = Enqueue(1, 1);
        var second = Enqueue(2, 2);
        await ReceiveWorkAsync();
        await ReceiveWorkAsync();
        _worker.Dispose();
        (await running).Reason.ShouldContain("closed");
        conversation.FailAll(new ProcessorFailedException("lost")).ShouldBe(2);
        (await Should.ThrowAsync<ProcessorFailedException>(first.Answer)).WasProcessing.ShouldBeTrue();
        (await Should.ThrowAsync<ProcessorFailedException>(second.Answer)).WasProcessing.ShouldBeFalse();
    }

    [Fact]
    public async Task GarbageEndsTheConversation()
    {
        using var conversation = Conversation();
        var running = conversation.RunAsync(CancellationToken.None);
        Enqueue(1, 1);
        await ReceiveWorkAsync();
        _worker.Send(new byte[] { 255, 255, 255, 255, 9, 1, 2, 3 });
        (await running).Reason.ShouldContain("makes no sense");
    }

    [Fact]
    public async Task AnAnswerToAUnitThatWasNotGivenEndsTheConversation()
    {
        using var conversation = Conversation();
        var running = conversation.RunAsync(CancellationToken.None);
        Enqueue(1, 1);
        await ReceiveWorkAsync();
        Answer(99, new BatchTally(new BatchId(1), 6, 0, 0));
        (await running).Reason.ShouldContain("not given");
    }

    [Fact]
    public async Task AWorkerThatHangsIsNoticed()
    {
        using var conversation = Conversation(limit: TimeSpan.FromMilliseconds(40));
        var running = conversation.RunAsync(CancellationToken.None);
        Enqueue(1, 1);
        await ReceiveWorkAsync();
        (await running).Hung.ShouldBeTrue();
    }

    [Fact]
    public async Task ServiceTimeBeginsWhenTheNodeCouldBegin()
    {
        var time = new ManualTime();
        using var conversation = new NodeConversation(_link, _queue.Reader, new SlotOptions(), time);
        using var stop = new CancellationTokenSource();
        var running = conversation.RunAsync(stop.Token);
        var first = Enqueue(1, 1);
        await ReceiveWorkAsync();
        time.Advance(TimeSpan.FromMilliseconds(10));
        var second = Enqueue(2, 2);
        await ReceiveWorkAsync();
        time.Advance(TimeSpan.FromMilliseconds(20));
        Answer(1, new BatchTally(new BatchId(1), 6, 0, 0));
        (await first.Answer).ServiceTime.ShouldBe(TimeSpan.FromMilliseconds(30));

        // The second waited behind the first for 20 ms, which is not its own time.
        time.Advance(TimeSpan.FromMilliseconds(5));
        Answer(2, new BatchTally(new BatchId(2), 6, 0, 0));
        (await second.Answer).ServiceTime.ShouldBe(TimeSpan.FromMilliseconds(5));
        time.Advance(TimeSpan.FromMilliseconds(100));
        var third = Enqueue(3, 3);
        await ReceiveWorkAsync();
        time.Advance(TimeSpan.FromMilliseconds(7));
        Answer(3, new BatchTally(new BatchId(3), 6, 0, 0));
        (await third.Answer).ServiceTime.ShouldBe(TimeSpan.FromMilliseconds(7));
        await stop.CancelAsync();
        await running;
    }

    private NodeConversation Conversation(int window = 2, TimeSpan? limit = null) =>
        new(_link, _queue.Reader, new SlotOptions { UnitsPerWorker = window, UnitLimit = limit ?? TimeSpan.FromMinutes(5) }, TimeProvider.System);

    private PendingUnit Enqueue(long number, long batch)
    {
        var pending = new PendingUnit(new WorkUnit(number, new Generation(1), [new JournalEntry(new BatchId(batch), 6, 100, 5, new JournalSlice(1, 2, 3))]));
        _queue.Writer.TryWrite(pending).ShouldBeTrue();
        return pending;
    }

    private async Task<WorkUnit> ReceiveWorkAsync()
    {
        var head = await ReceiveAsync(WorkerFrames.HeadBytes);
        WorkerFrames.TryReadHead(head, out var type, out var bytes).ShouldBeTrue();
        type.ShouldBe(WorkerFrameType.Work);
        return WorkerFrames.ReadWork(await ReceiveAsync(bytes)).ShouldNotBeNull();
    }

    private async Task<byte[]> ReceiveAsync(int bytes)
    {
        var buffer = new byte[bytes];
        for (var filled = 0; filled < bytes;)
        {
            filled += await _worker.ReceiveAsync(buffer.AsMemory(filled), TestContext.Current.CancellationToken);
        }

        return buffer;
    }

    private void Answer(long number, BatchTally tally)
    {
        _frame.ResetWrittenCount();
        WorkerFrames.WriteResult(number, 1, [tally], [], 0, 0, _frame);
        _worker.Send(_frame.WrittenSpan);
    }
}
