namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>A check of the operator's own: a webhook or a program, exactly one of the two. Configuration section <c>LogPlatform:Checks:NAME</c>.</summary>
public sealed class CustomCheckOptions
{
    /// <summary>The configuration section of all of them.</summary>
    public const string Section = "LogPlatform:Checks";

    /// <summary>Where the question is posted as JSON: an absolute http or https address.</summary>
    public Uri? Url { get; set; }

    /// <summary>Headers of the request, such as an authorization.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The program that gets the question as JSON on its standard input.</summary>
    public string? Command { get; set; }

    /// <summary>Its arguments, each as it is.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>How long an answer may take. 100 ms to 10 min, default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before it is asked again. 100 ms to 1 h, default 10 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);
}
