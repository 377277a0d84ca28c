using System.ComponentModel.DataAnnotations;
using System.Numerics;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Gateway.Ingest;

/// <summary>Bounds on what clients may send over HTTP. Configuration section <c>LogPlatform:Ingest</c>.</summary>
public sealed class IngestOptions : IValidatableObject
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Ingest";

    /// <summary>Bytes of a request body after decompression; default 64 MiB.</summary>
    [Range(1, 512 << 20)]
    public int MaxBodyBytes { get; set; } = 64 << 20;

    /// <summary>Depth of nested arrays and maps in a value; default 32.</summary>
    [Range(1, 64)]
    public int MaxDepth { get; set; } = 32;

    /// <summary>Attributes of one record, resource or scope; default 1024.</summary>
    [Range(1, 65_535)]
    public int MaxAttributes { get; set; } = 1024;

    /// <summary>Bytes of one line or syslog message; default 1 MiB.</summary>
    [Range(480, 64 << 20)]
    public int MaxLineBytes { get; set; } = 1 << 20;

    /// <summary>Records of one request; default 1,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxRecords { get; set; } = 1_000_000;

    /// <summary>Bytes of all bodies that are being received, over all clients; default 192 MiB. At least twice
    /// <see cref="MaxBodyBytes"/>, rounded up to a power of two: a body that grows holds its old buffer while it moves.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytesInFlight { get; set; } = 192L << 20;

    /// <summary>How long a request waits for its share of <see cref="MaxBytesInFlight"/> before it is told to come back; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan MemoryWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long receiving one body may take; default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The slowest pace at which a body may arrive, bytes per second, after <see cref="BodyGracePeriod"/>; default 1024.</summary>
    [Range(1, 1e9)]
    public double MinBodyBytesPerSecond { get; set; } = 1024;

    /// <summary>How long a body may arrive more slowly than that; default 5 s, at least 1.1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01.1", "00:10:00")]
    public TimeSpan BodyGracePeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the head of a request may take; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What a refused client is told to wait, whole seconds; default 2. Exporters honour only a few seconds.</summary>
    [Range(1, 30)]
    public int RetryAfterSeconds { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxBytesInFlight < 2L * BitOperations.RoundUpToPowerOf2((uint)MaxBodyBytes))
        {
            yield return new ValidationResult("MaxBytesInFlight must hold a body of MaxBodyBytes twice, rounded up to a power of two.", [nameof(MaxBytesInFlight)]);
        }
    }

    internal IngestLimits ToLimits() => new()
    {
        MaxBodyBytes = MaxBodyBytes,
        MaxDepth = MaxDepth,
        MaxAttributes = MaxAttributes,
        MaxLineBytes = MaxLineBytes,
        MaxRecords = MaxRecords,
    };
}
