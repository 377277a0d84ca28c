using System.ComponentModel.DataAnnotations;

namespace LogPlatform.Gateway.Security;

/// <summary>Who may do what. Configuration section <c>LogPlatform:Security</c>.</summary>
public sealed class SecurityOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Security";

    /// <summary>Work without keys; only allowed when every address is a loopback address. Default false.</summary>
    public bool Open { get; set; }

    /// <summary>
    /// An operator's key that is always accepted, so that several gateways have one in common: <c>lp_</c>, 8 lower-case letters or digits, <c>_</c>, and 43 letters or digits, which must be random. Default none.
    /// </summary>
    [RegularExpression("^lp_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$", ErrorMessage = "LogPlatform:Security:OperatorKey must be lp_, 8 lower-case letters or digits, _, and 43 random letters or digits.")]
    public string? OperatorKey { get; set; }

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
