using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Standalone.Slots;

/// <summary>How many workers a slot has, and how patient their supervisor is.</summary>
internal sealed class SlotOptions
{
    /// <summary>Worker processes of a slot. 1 to 64, default 2.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 2;

    /// <summary>Units a worker holds at once: one in process, the others waiting in its socket so that it never idles. 1 to 8, default 2.</summary>
    [Range(1, 8)]
    public int UnitsPerWorker { get; set; } = 2;

    /// <summary>How long a worker may take from its start to its Hello. 1 s to 5 min, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan StartLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker may work on one unit before it counts as hung and is killed. 1 s to 10 min, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan UnitLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause before a worker that keeps dying is started again; the first is 50 ms and each next one twice as long. Up to 1 min, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan MaxRestartPause { get; set; } = TimeSpan.FromSeconds(5);
}
