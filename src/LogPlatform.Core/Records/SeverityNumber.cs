namespace LogPlatform.Core.Records;

/// <summary>Severity numbers of OpenTelemetry's log data model: 1 to 24, four to a level; 0 is none.</summary>
public static class SeverityNumber
{
    /// <summary>The first of the level's four, as of the others.</summary>
    public const byte Trace = 1;

    /// <inheritdoc cref="Trace"/>
    public const byte Debug = 5;

    /// <inheritdoc cref="Trace"/>
    public const byte Info = 9;

    /// <inheritdoc cref="Trace"/>
    public const byte Warn = 13;

    /// <inheritdoc cref="Trace"/>
    public const byte Error = 17;

    /// <inheritdoc cref="Trace"/>
    public const byte Fatal = 21;

    /// <summary>The highest number.</summary>
    public const byte Max = 24;

    // Emergency to debug: appendix B of the data model.
    private static ReadOnlySpan<byte> SyslogLevels => [Fatal, Error + 2, Error + 1, Error, Warn, Info + 1, Info, Debug];

    /// <summary>The number of a syslog severity 0 to 7 (RFC 5424, table 2); 0 for others.</summary>
    public static byte FromSyslog(uint severity) => severity < (uint)SyslogLevels.Length ? SyslogLevels[(int)severity] : (byte)0;

    /// <summary>The number of a level of bunyan and pino, ten to a level: 10 is trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal; 0 for others.</summary>
    public static byte FromBunyan(uint level) => level is >= 10 and < 70 ? (byte)((((level / 10) - 1) * 4) + 1) : (byte)0;
}
