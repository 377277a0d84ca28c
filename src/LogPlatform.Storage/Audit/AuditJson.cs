using System.Text.Json;
using LogPlatform.Core.Audit;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Audit;

/// <summary>An audit entry as JSON on one line.</summary>
internal static class AuditJson
{
    /// <summary>The line, without its end.</summary>
    public static byte[] Write(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, StateJson.Line);

    /// <summary>Reads a line; null when it is not an entry.</summary>
    public static AuditEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<AuditEntry>(line, StateJson.Line);
            return entry is { Fact: { Actor: not null, Action: not null, Subject: not null }, Previous: not null, Hash: not null } ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
