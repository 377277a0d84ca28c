namespace LogPlatform.Gateway.Ingest;

/// <summary>Comparison of content types.</summary>
internal static class MediaType
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Clef = "application/vnd.serilog.clef";
    public const string Problem = "application/problem+json";

    /// <summary>Whether a <c>Content-Type</c> header names <paramref name="type"/>, with whatever parameters.</summary>
    public static bool Is(string? header, string type) =>
        header is not null
        && header.StartsWith(type, StringComparison.OrdinalIgnoreCase)
        && (header.Length == type.Length || header[type.Length] is ';' or ' ');
}
