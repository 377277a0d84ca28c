using System.Net;
using System.Text.Json;

namespace LogPlatform.Tests.Platform;

/// <summary>What tests ask a platform over HTTP.</summary>
internal static class PlatformClient
{
    public static async Task<JsonElement> AskAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public static Task SettleAsync(HttpClient http) => Polling.UntilAsync(
        "nothing is in flight",
        async () => (await AskAsync(http, "api/v1/ledger")).GetProperty("inFlight").GetInt64() == 0);

    public static async Task<List<JsonElement>> ExportAsync(HttpClient http, string query)
    {
        await SettleAsync(http);
        await using var stream = await http.GetStreamAsync(new Uri($"api/v1/export?q={Uri.EscapeDataString(query)}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var records = new List<JsonElement>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            records.Add(JsonDocument.Parse(line).RootElement.Clone());
        }

        return records;
    }
}
