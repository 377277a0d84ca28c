using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Mirror;

/// <summary>How production traffic is mirrored to a candidate. Configuration section <c>LogPlatform:Mirror</c>.</summary>
public sealed class MirrorOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Mirror";

    /// <summary>Live units that the mirror holds at most, waiting, under way and being compared; more are left out. 1 to 10,000, default 64.</summary>
    [Range(1, 10_000)]
    public int HeldUnits { get; set; } = 64;

    /// <summary>Encoded bytes of production's answers that the mirror holds at most; more are left out. 1 MiB to 1 GiB, default 64 MiB.</summary>
    [Range(1 << 20, 1 << 30)]
    public long HeldBytes { get; set; } = 64 << 20;

    /// <summary>How long a mirrored unit may take, its wait for a node included; longer counts as a failure. 100 ms to 10 min, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan UnitLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Units that each node of a candidate processes before its speed is measured. 0 to 10,000, default 3.</summary>
    [Range(0, 10_000)]
    public int WarmUpUnits { get; set; } = 3;

    /// <summary>How long a candidate has been processing, at least, before its speed is measured. 0 to 5 min, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan WarmUpTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far back recorded traffic is replayed. 0 (never) to 30 d, default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Without a live unit for so long, recorded ones are replayed. 10 ms to 10 min, default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ReplayAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Recorded units are also replayed when live ones would take longer than this to be enough samples. 1 s to 1 h, default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SamplePace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often nodes are looked at and verdicts are drawn. 10 ms to 1 min, default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);
}
