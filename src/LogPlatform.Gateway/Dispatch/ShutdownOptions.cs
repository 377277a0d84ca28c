using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>How long a graceful shutdown may take.</summary>
public sealed class ShutdownOptions
{
    /// <summary>How long batches that are accepted already may take to be processed before the rest is left to the next start. 0 to 5 min, default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(10);
}
