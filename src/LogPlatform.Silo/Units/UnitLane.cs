using LogPlatform.Contracts.Processing;
using LogPlatform.Processing;

namespace LogPlatform.Silo.Units;

/// <summary>Processes units one after the other, on one thread. Whatever goes wrong is in the answer.</summary>
internal sealed partial class UnitLane(string node, UnitInstruments instruments, TimeProvider time, ILogger logger)
{
    private readonly ILogger _logger = logger;
    private UnitProcessor _processor = new();

    public UnitAnswer Process(PendingUnit pending)
    {
        var request = pending.Request;
        var started = time.GetTimestamp();
        var cpu = ThreadCpuClock.Nanoseconds;
        var answer = Run(pending) with
        {
            CpuNanoseconds = ThreadCpuClock.Nanoseconds - cpu,
            ServiceNanoseconds = time.GetElapsedTime(started).Ticks * TimeSpan.NanosecondsPerTick,
        };
        instruments.OnAnswered(answer);
        if (answer.Status == UnitStatus.Failed)
        {
            LogUnitError(request.Number, request.Configuration, answer.Detail);
        }

        return answer;
    }

    private UnitAnswer Run(PendingUnit pending)
    {
        var request = pending.Request;
        try
        {
            var rules = pending.Configuration.Rent();
            if (!_processor.TryProcess(new RequestedUnit(request), rules.Apply, out var unreadable))
            {
                return Failed(request, $"batch {unreadable} cannot be read");
            }

            pending.Configuration.Return(rules);
            return Processed(request);
        }
        catch (Exception error)
        {
            // What has thrown may be in any state, so neither the processor nor the rules are used again.
            _processor = new UnitProcessor();
            return Failed(request, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private UnitAnswer Processed(UnitRequest request)
    {
        var tallies = _processor.Tallies;
        var counts = new BatchCounts[tallies.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = new BatchCounts(tallies[i].Id.Value, tallies[i].Committed, tallies[i].Quarantined, tallies[i].Dropped);
        }

        return new UnitAnswer
        {
            Number = request.Number,
            Status = UnitStatus.Processed,
            Tallies = counts,
            Blocks = _processor.Blocks.ToArray(),
            BlockLengths = [.. _processor.BlockLengths],
            Quarantine = _processor.Quarantine.ToArray(),
            Node = node,
        };
    }

    private UnitAnswer Failed(UnitRequest request, string detail) =>
        new() { Number = request.Number, Status = UnitStatus.Failed, Detail = detail, Node = node };
}
