using System.Buffers;
using System.Net.Sockets;
using LogPlatform.Core.Records;
using LogPlatform.Processing;
using LogPlatform.Protocols.Workers;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Worker;

/// <summary>Takes units from the gateway's socket, one after the other on one thread, until the gateway closes it.</summary>
/// <param name="socket">Connected to the gateway.</param>
/// <param name="journal">Where the batches are.</param>
/// <param name="apply">The rules of the release.</param>
internal sealed class WorkerLoop(Socket socket, JournalReader journal, Action<RecordBatch> apply)
{
    private readonly UnitProcessor _processor = new();
    private readonly ArrayBufferWriter<byte> _frame = new(4096);
    private readonly byte[] _head = new byte[WorkerFrames.HeadBytes];
    private byte[] _body = new byte[4096];

    public void Run(WorkerHello hello)
    {
        WorkerFrames.WriteHello(hello, _frame);
        Send(_frame.WrittenSpan);
        while (TryFill(_head))
        {
            if (!WorkerFrames.TryReadHead(_head, out var type, out var bytes) || type != WorkerFrameType.Work)
            {
                throw new InvalidDataException("the gateway sent a frame that makes no sense");
            }

            if (_body.Length < bytes)
            {
                _body = new byte[bytes];
            }

            if (!TryFill(_body.AsSpan(0, bytes)))
            {
                return;
            }

            Answer(_body.AsSpan(0, bytes));
        }
    }

    private void Answer(ReadOnlySpan<byte> body)
    {
        var unit = WorkerFrames.ReadWork(body) ?? throw new InvalidDataException("the gateway sent a unit that makes no sense");
        var before = Environment.CpuUsage.TotalTime;
        _frame.ResetWrittenCount();
        if (!_processor.TryProcess(new JournaledUnit(journal, unit), apply, out var unreadable))
        {
            WorkerFrames.WriteUnreadable(unit.Number, unreadable, _frame);
            Send(_frame.WrittenSpan);
            return;
        }

        var cpu = (Environment.CpuUsage.TotalTime - before).Ticks * TimeSpan.NanosecondsPerTick;
        WorkerFrames.WriteResult(unit.Number, cpu, _processor.Tallies, _processor.BlockLengths, _processor.Blocks.Length, _processor.Quarantine.Length, _frame);
        Send(_frame.WrittenSpan);
        Send(_processor.Blocks.Span);
        Send(_processor.Quarantine.Span);
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    private bool TryFill(Span<byte> span)
    {
        while (span.Length > 0)
        {
            var received = socket.Receive(span);
            if (received == 0)
            {
                return false;
            }

            span = span[received..];
        }

        return true;
    }
}
