namespace LogPlatform.Cli.Load;

/// <summary>How a load run speaks to the server.</summary>
public enum LoadProtocol
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>OTLP/HTTP, protobuf.</summary>
    OtlpProto,

    /// <summary>OTLP/HTTP, JSON.</summary>
    OtlpJson,

    /// <summary>NDJSON over HTTP.</summary>
    Ndjson,

    /// <summary>Syslog RFC 5424 over TCP with octet counting. It has no acknowledgement: see <see cref="LoadRun"/>.</summary>
    Syslog,
}
