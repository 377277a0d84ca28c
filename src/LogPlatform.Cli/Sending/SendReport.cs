namespace LogPlatform.Cli.Sending;

/// <summary>How sending went so far.</summary>
internal sealed class SendReport
{
    /// <summary>Records the server has.</summary>
    public long Accepted { get; set; }

    /// <summary>Records the server refused.</summary>
    public long Refused { get; set; }

    /// <summary>Batches accepted.</summary>
    public long Batches { get; set; }

    /// <summary>Bytes of the accepted batches, uncompressed.</summary>
    public long Bytes { get; set; }

    /// <summary>Pauses before further attempts.</summary>
    public long Retries { get; set; }

    /// <summary>Seconds from first to last.</summary>
    public double Seconds { get; set; }
}
