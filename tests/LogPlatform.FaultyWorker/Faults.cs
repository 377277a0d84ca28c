using System.Text.Json;

namespace LogPlatform.FaultyWorker;

/// <summary>What is wrong with this worker, from <c>faults.json</c> beside it. Nothing that is not named is wrong.</summary>
public sealed record Faults
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Only a node whose name ends like this is faulty; null for all.</summary>
    public string? OnNode { get; init; }

    /// <summary>Faults of work begin only when this file exists; null for at once. So a test can let a release go bad after it was switched to.</summary>
    public string? Marker { get; init; }

    /// <summary>Units that are processed well first.</summary>
    public int AfterUnits { get; init; }

    /// <summary>The process ends with this exit code instead of starting; 0 for none.</summary>
    public int RefuseToStart { get; init; }

    /// <summary>The configuration fingerprint that it reports instead of its own.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether it never answers again.</summary>
    public bool Hang { get; init; }

    /// <summary>Whether the process ends in the middle of a unit: with a restart each time, a crash loop.</summary>
    public bool Exit { get; init; }

    /// <summary>Whether it sends bytes that are no frame.</summary>
    public bool Garbage { get; init; }

    /// <summary>Whether its tallies leave a record out.</summary>
    public bool WrongTallies { get; init; }

    /// <summary>Milliseconds by which one answer is late: that of the first unit after <see cref="AfterUnits"/>.</summary>
    public int LateMilliseconds { get; init; }

    /// <summary>It gives no answer until this file exists; null for none. So a test decides what the answer is too late for.</summary>
    public string? LateUntil { get; init; }

    /// <summary>Milliseconds that it waits in every unit: right, but slow.</summary>
    public int SleepMilliseconds { get; init; }

    /// <summary>Bytes that it takes and never gives back with every unit.</summary>
    public int LeakBytes { get; init; }

    /// <summary>One record in so many gets another body; 0 for none.</summary>
    public int ChangeOneIn { get; init; }

    /// <summary>One record in so many is dropped; 0 for none.</summary>
    public int DropOneIn { get; init; }

    /// <summary>One record in so many goes to quarantine; 0 for none.</summary>
    public int QuarantineOneIn { get; init; }

    /// <summary>The faults of the node <paramref name="node"/>.</summary>
    public static Faults Load(string node)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "faults.json");
        var faults = File.Exists(path) ? JsonSerializer.Deserialize<Faults>(File.ReadAllBytes(path), Json)! : new Faults();
        return faults.OnNode is null || node.EndsWith(faults.OnNode, StringComparison.Ordinal) ? faults : new Faults();
    }
}
