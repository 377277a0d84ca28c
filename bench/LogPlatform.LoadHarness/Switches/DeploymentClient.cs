using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>Drives deployments over the control API.</summary>
internal sealed class DeploymentClient(Uri control) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = control, Timeout = TimeSpan.FromMinutes(2) };

    public async Task<string> CreateReleaseAsync(string version, string rules)
    {
        using var content = new ByteArrayContent(ReleaseArchive.Create(version, rules, await ActiveReleaseAsync()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var response = await _http.PostAsync(new Uri("api/v1/releases", UriKind.Relative), content);
        return (await ReadAsync(response)).GetProperty("id").GetString()!;
    }

    public async Task<string> ActiveReleaseAsync()
    {
        using var response = await _http.GetAsync(new Uri("api/v1/status", UriKind.Relative));
        return (await ReadAsync(response)).GetProperty("pointer").GetProperty("release").GetString()!;
    }

    public Task<JsonElement> DeployAsync(string release, object strategy) => PostAsync("api/v1/deployments", new { release, strategy, reason = "bench" });

    public Task<JsonElement> RollBackAsync(long id) => PostAsync($"api/v1/deployments/{id}/rollback", new { reason = "bench" });

    public Task<JsonElement> AbortAsync(long id) => PostAsync($"api/v1/deployments/{id}/abort", new { reason = "bench" });

    public async Task<JsonElement> WaitAsync(long id, params string[] phases)
    {
        while (true)
        {
            using var response = await _http.GetAsync(new Uri($"api/v1/deployments/{id}", UriKind.Relative));
            var state = await ReadAsync(response);
            var phase = state.GetProperty("phase").GetString()!;
            if (phases.Contains(phase))
            {
                return state;
            }

            if (phase is "Failed" or "Aborted" or "RolledBack")
            {
                throw new InvalidOperationException($"deployment {id} ended as {phase}: {state.GetProperty("outcome").GetString()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        return await ReadAsync(response);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
