using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Security;

/// <summary>Who may do what. Configuration section <c>LogPlatform:Security</c>.</summary>
public sealed class SecurityOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Security";

    /// <summary>Work without keys; only allowed when every address is a loopback address. Default false.</summary>
    public bool Open { get; set; }

    /// <summary>How long a log-in lasts; default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Sessions at once; beyond it the oldest ends. Default 1000.</summary>
    [Range(1, 100_000)]
    public int MaxSessions { get; set; } = 1000;

    /// <summary>Log-ins with a wrong key that one address may try within <see cref="FailedLoginWindow"/>; default 10.</summary>
    [Range(1, 1000)]
    public int MaxFailedLogins { get; set; } = 10;

    /// <summary>The window of <see cref="MaxFailedLogins"/>; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FailedLoginWindow { get; set; } = TimeSpan.FromMinutes(1);
}
