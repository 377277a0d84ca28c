using LogPlatform.Cli.Load.Bodies;

namespace LogPlatform.Cli.Load;

/// <summary>What a load run sends, where to, and for how long. Every run is bounded.</summary>
public sealed record LoadOptions
{
    /// <summary>Most records of one run: what the sets of ids are made for.</summary>
    public const long MaxRecords = 1_000_000_000;

    /// <summary>Where logs are sent: <c>/v1/logs</c> and <c>/ingest</c> are below it.</summary>
    public required Uri Ingest { get; init; }

    /// <summary>Control address, to read the records back from.</summary>
    public required Uri Control { get; init; }

    /// <summary>Port of syslog over TCP on the host of <see cref="Ingest"/>; default 5514.</summary>
    public int SyslogPort { get; init; } = 5514;

    /// <summary>API key for both; null when the server is open.</summary>
    public string? Key { get; init; }

    /// <summary>The protocol; default OTLP/HTTP protobuf.</summary>
    public LoadProtocol Protocol { get; init; } = LoadProtocol.OtlpProto;

    /// <summary>Records a second; null sends as fast as the server takes them.</summary>
    public double? Rate { get; init; }

    /// <summary>Records in all; null when only <see cref="Duration"/> ends the run.</summary>
    public long? Records { get; init; }

    /// <summary>How long to send; null when only <see cref="Records"/> ends the run. With neither: 10 seconds.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Requests in flight at once, 1 to 256; default 4.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Records a request, 1 to 100,000; default 512.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Bytes of a record on the wire, 64 to 65,536. Null means 768, and 256 for syslog. Records have a core that is not cut, so small sizes are approximate.</summary>
    public int? RecordBytes { get; init; }

    /// <summary>
    /// How long a batch that got no definite answer is sent again, with the same idempotency key; zero sends everything once. A server may be restarted meanwhile.
    /// </summary>
    public TimeSpan RetryFor { get; init; }

    /// <summary>Longest wait for one answer; default 30 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Name of the run, <c>a</c> to <c>z</c>, at most 32 letters; null makes one up.</summary>
    public string? RunId { get; init; }

    /// <summary>Seed of the records' contents; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What to send instead of the pretend shop's records; null for those. Only as NDJSON.</summary>
    internal IReadOnlyList<SampleRecord>? Samples { get; init; }

    /// <summary>What is wrong with these options; null when nothing is.</summary>
    public string? FindFault() => this switch
    {
        { Protocol: LoadProtocol.None } or { Protocol: > LoadProtocol.Syslog } => "unknown protocol",
        { Rate: <= 0 or > 1e8 or double.NaN } => "the rate must be above 0 and at most 100,000,000 records/s",
        { Records: < 1 or > MaxRecords } => $"records must be 1 to {MaxRecords:N0}",
        { Duration.Ticks: <= 0 } => "the duration must be above zero",
        { Duration.TotalHours: > 24 } => "the duration must be at most 24 hours",
        { Connections: < 1 or > 256 } => "connections must be 1 to 256",
        { BatchSize: < 1 or > 100_000 } => "records a batch must be 1 to 100,000",
        { RecordBytes: < 64 or > 65_536 } => "bytes a record must be 64 to 65,536",
        { SyslogPort: < 1 or > 65_535 } => "the syslog port must be 1 to 65,535",
        { RetryFor.Ticks: < 0 } => "the time to retry cannot be negative",
        { RunId: { } id } when id.Length is 0 or > 32 || id.Any(c => c is < 'a' or > 'z') => "the name of a run is 1 to 32 letters a to z",
        { Samples.Count: 0 } or { Samples: not null, Protocol: not LoadProtocol.Ndjson } => "records of one's own are at least one, and sent as NDJSON",
        _ when (long)BatchSize * WireBytes > 48 << 20 => "a batch must be at most 48 MiB: fewer or smaller records",
        _ => null,
    };

    /// <summary>Bytes of a record on the wire.</summary>
    internal int WireBytes => RecordBytes ?? (Protocol == LoadProtocol.Syslog ? 256 : 768);
}
