using System.Net.Http.Headers;
using System.Text.Json;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>A gateway, as its users reach it.</summary>
internal sealed class GatewayProcess(ClusterProcess process, int controlPort, int otlpPort) : IPlatform, IAsyncDisposable
{
    public ClusterProcess Process => process;

    public Uri Control { get; } = new($"http://127.0.0.1:{controlPort}/");

    public Uri Otlp { get; } = new($"http://127.0.0.1:{otlpPort}/");

    public HttpClient Http { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{controlPort}/"), Timeout = TimeSpan.FromMinutes(2) };

    public string? Key { get; private set; }

    /// <summary>Comes with a key from now on.</summary>
    public void Use(string key)
    {
        Key = key;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<JsonElement> GetAsync(string path) => PlatformClient.AskAsync(Http, path);

    public Task SettleAsync() => PlatformClient.SettleAsync(Http);

    public Task<List<JsonElement>> ExportAsync(string query) => PlatformClient.ExportAsync(Http, query);

    /// <summary>The silos of a color, by name.</summary>
    public async Task<IReadOnlyList<NodeView>> NodesAsync(Color color) =>
    [
        .. (await GetAsync("api/v1/status")).GetProperty("slots").EnumerateArray()
            .Single(slot => slot.GetProperty("color").GetString() == $"{color}").GetProperty("nodes").EnumerateArray()
            .Select(node => node.Deserialize<NodeView>(JsonSerializerOptions.Web)!),
    ];

    /// <summary>Waits until it takes and dispatches records.</summary>
    public Task ReadyAsync() => Polling.UntilAsync($"the gateway at {Control} is ready", async () =>
    {
        Process.HasExited.ShouldBeFalse(Process.Output);
        try
        {
            using var answer = await Http.GetAsync(new Uri("readyz", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Http.Dispose();
    }
}
