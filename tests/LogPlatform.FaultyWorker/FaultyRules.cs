using System.Diagnostics;
using System.Net.Sockets;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline;

namespace LogPlatform.FaultyWorker;

/// <summary>The rules of a release, with faults behind them. Which record is hit depends on its batch and place alone, so that a unit that is sent again is hit alike.</summary>
internal sealed class FaultyRules(RulePipeline pipeline, Faults faults, Socket socket)
{
    private const int CrashCode = 134;
    private const int LookMilliseconds = 10;

    // Multiples of the golden ratio's inverse are spread evenly (D. Knuth, "The Art of Computer Programming", 6.4), so that batches of any size are hit alike.
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;
    private const int OrdinalBits = 20;

    // No test waits so long, and none leaves a process behind for good.
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(5);
    private static readonly ManualResetEventSlim Never = new();

    private readonly List<byte[]> _leaked = [];
    private int _units;
    private bool _wasLate;

    public void Apply(RecordBatch batch)
    {
        pipeline.Apply(batch);
        if (_units++ < faults.AfterUnits || (faults.Marker is not null && !File.Exists(faults.Marker)))
        {
            return;
        }

        Misbehave();
        if (faults.WrongTallies)
        {
            batch.Records.Truncate(batch.Records.Count - 1);
        }

        for (var i = 0; i < batch.Records.Count; i++)
        {
            Spoil(batch, ref batch.Records[i]);
        }
    }

    private void Misbehave()
    {
        if (faults.Hang)
        {
            Never.Wait(Forever);
        }

        if (faults.Exit)
        {
            Console.Error.WriteLine("crashed on purpose");
            Environment.Exit(CrashCode);
        }

        if (faults.Garbage)
        {
            socket.Send([255, 255, 255, 255, 9, 1, 2, 3]);
        }

        if (!_wasLate && faults.LateMilliseconds > 0)
        {
            _wasLate = true;
            Never.Wait(faults.LateMilliseconds);
        }

        for (var started = Stopwatch.GetTimestamp(); faults.LateUntil is { } file && !File.Exists(file) && Stopwatch.GetElapsedTime(started) < Forever;)
        {
            Never.Wait(LookMilliseconds);
        }

        if (faults.SleepMilliseconds > 0)
        {
            Never.Wait(faults.SleepMilliseconds);
        }

        if (faults.LeakBytes > 0)
        {
            // Only pages that were written are resident.
            var leaked = new byte[faults.LeakBytes];
            Array.Fill(leaked, (byte)1);
            _leaked.Add(leaked);
        }
    }

    private void Spoil(RecordBatch batch, ref LogRecord record)
    {
        if (record.Fate != RecordFate.Keep)
        {
            return;
        }

        var number = Number(batch.Sources[record.Source].Id.Value, record.Ordinal);
        if (IsHit(number, faults.ChangeOneIn))
        {
            record.Body = Value.OfString(batch.Append("spoiled on purpose"));
        }

        if (IsHit(number, faults.DropOneIn))
        {
            record.Fate = RecordFate.Drop;
        }
        else if (IsHit(number, faults.QuarantineOneIn))
        {
            record.Fate = RecordFate.Quarantine;
            record.Reason = batch.Append("refused on purpose");
        }
    }

    private static ulong Number(long batch, int ordinal) => ((((ulong)batch << OrdinalBits) + (ulong)ordinal) * Spread) >> 32;

    private static bool IsHit(ulong number, int oneIn) => oneIn > 0 && number % (ulong)oneIn == 0;
}
