using System.Buffers;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Gateway.Query;
using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Explore;

/// <summary>A record as the page shows it: in the form of the API, so that both show the same.</summary>
/// <param name="Number">Tells records on one page apart.</param>
/// <param name="Data">All of it.</param>
public sealed record RecordView(long Number, JsonElement Data)
{
    private static long _last;

    /// <summary>When it happened.</summary>
    public string Time => Text("time");

    /// <summary>Its severity by name; empty without one.</summary>
    public string Severity => Text("severity");

    /// <summary>Its severity number; 0 without one.</summary>
    public int SeverityNumber => Data.TryGetProperty("severityNumber", out var number) ? number.GetInt32() : 0;

    /// <summary>Its service's name; empty without one.</summary>
    public string Service => Data.TryGetProperty("resource", out var resource) && resource.TryGetProperty("service.name", out var name) ? Say(name) : string.Empty;

    /// <summary>Its body as text.</summary>
    public string Body => Data.TryGetProperty("body", out var body) ? Say(body) : string.Empty;

    /// <summary>A member as text; empty without it.</summary>
    public string Text(string member) => Data.TryGetProperty(member, out var value) ? Say(value) : string.Empty;

    /// <summary>The members of a map, by name.</summary>
    public IEnumerable<(string Name, string Value)> Map(string member) =>
        Data.TryGetProperty(member, out var map) && map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().Select(entry => (entry.Name, Say(entry.Value))) : [];

    internal static RecordView Of(RecordBatch records, SearchHit hit)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = HitJson.Writer(bytes))
        {
            HitJson.WriteHit(json, records, hit);
        }

        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return new RecordView(Interlocked.Increment(ref _last), document.RootElement.Clone());
    }

    private static string Say(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
