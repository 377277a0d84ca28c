using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>Which numbers of a run are stored, one bit each: counting could not tell a loss and a double apart from nothing.</summary>
internal static class NumberProof
{
    /// <summary>Reads a run back by the export.</summary>
    public static async Task<(long Missing, long Doubled)> CheckAsync(Platform platform, string query, string attribute, long sent)
    {
        var seen = new BitArray(checked((int)sent));
        long doubled = 0;
        long found = 0;
        await foreach (var line in platform.LinesAsync($"api/v1/export?q={Uri.EscapeDataString(query)}"))
        {
            using var record = JsonDocument.Parse(line);
            var value = record.RootElement.GetProperty("attributes").GetProperty(attribute);
            var number = value.ValueKind == JsonValueKind.String ? int.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt32();
            doubled += seen[number] ? 1 : 0;
            found += seen[number] ? 0 : 1;
            seen[number] = true;
        }

        return (sent - found, doubled);
    }
}
