using System.Buffers;
using System.Net.Sockets;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Workers;

namespace LogPlatform.Standalone.Slots;

/// <summary>The gateway's end of a worker's socket: one sender, one receiver.</summary>
internal sealed class WorkerLink(Socket socket) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _frame = new(4096);
    private readonly byte[] _head = new byte[WorkerFrames.HeadBytes];

    /// <summary>Reads the Hello that every worker sends first.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public async Task<WorkerHello> ReceiveHelloAsync(CancellationToken cancellationToken)
    {
        var (type, body) = await ReceiveAsync(cancellationToken);
        using (body)
        {
            return (type == WorkerFrameType.Hello ? WorkerFrames.ReadHello(body.Memory.Span) : null)
                ?? throw new InvalidDataException("the worker speaks another protocol version");
        }
    }

    public async ValueTask SendAsync(WorkUnit unit, CancellationToken cancellationToken)
    {
        _frame.ResetWrittenCount();
        WorkerFrames.WriteWork(unit, _frame);
        for (var rest = _frame.WrittenMemory; rest.Length > 0;)
        {
            rest = rest[await socket.SendAsync(rest, cancellationToken)..];
        }
    }

    /// <summary>Receives an answer; null when the worker could not read a batch of the unit with that number from the journal.</summary>
    /// <exception cref="InvalidDataException">The worker sent garbage.</exception>
    /// <exception cref="EndOfStreamException">The worker is gone.</exception>
    public async Task<(long Number, WorkResult? Result)> ReceiveAnswerAsync(CancellationToken cancellationToken)
    {
        var (type, body) = await ReceiveAsync(cancellationToken);
        if (type == WorkerFrameType.Result && WorkerFrames.ReadResult(body.Memory, body) is { } result)
        {
            return (result.Number, result);
        }

        using (body)
        {
            return type == WorkerFrameType.Unreadable && WorkerFrames.ReadUnreadable(body.Memory.Span) is { } unreadable
                ? (unreadable.Number, null)
                : throw new InvalidDataException("the worker sent a frame that makes no sense");
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<(WorkerFrameType Type, PooledBytes Body)> ReceiveAsync(CancellationToken cancellationToken)
    {
        await FillAsync(_head, cancellationToken);
        if (!WorkerFrames.TryReadHead(_head, out var type, out var bytes))
        {
            throw new InvalidDataException("the worker sent a frame that makes no sense");
        }

        var body = new PooledBytes(bytes);
        try
        {
            await FillAsync(body.Memory, cancellationToken);
            return (type, body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async ValueTask FillAsync(Memory<byte> memory, CancellationToken cancellationToken)
    {
        while (memory.Length > 0)
        {
            var received = await socket.ReceiveAsync(memory, cancellationToken);
            if (received == 0)
            {
                throw new EndOfStreamException("the worker closed its socket");
            }

            memory = memory[received..];
        }
    }
}
