namespace LogPlatform.Cli.Load.Bodies;

/// <summary>What a pretend service logs. In texts, <c>#</c> stands for a decimal digit and <c>~</c> for a hexadecimal one, drawn anew for every record.</summary>
/// <param name="Service">The service.</param>
/// <param name="Scope">The logger.</param>
/// <param name="Severity">OpenTelemetry severity number.</param>
/// <param name="Body">The message.</param>
/// <param name="Attributes">The attributes, the least important last.</param>
internal sealed record SampleRecord(string Service, string Scope, int Severity, string Body, IReadOnlyList<SampleAttribute> Attributes)
{
    /// <summary>OpenTelemetry's short name of the severity.</summary>
    public string SeverityName => Severity switch
    {
        < 5 => "TRACE",
        < 9 => "DEBUG",
        < 13 => "INFO",
        < 17 => "WARN",
        < 21 => "ERROR",
        _ => "FATAL",
    };
}
