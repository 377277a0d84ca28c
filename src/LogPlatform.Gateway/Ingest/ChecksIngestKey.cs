namespace LogPlatform.Gateway.Ingest;

/// <summary>Marks an endpoint that checks the role ingest itself.</summary>
internal sealed class ChecksIngestKey
{
    public static readonly ChecksIngestKey Instance = new();

    private ChecksIngestKey()
    {
    }
}
