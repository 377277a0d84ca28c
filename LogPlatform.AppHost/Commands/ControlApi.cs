using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogPlatform.AppHost.Commands;

/// <summary>The part of the control API that the dashboard's commands use.</summary>
/// <param name="http">Knows the gateway's address and sends the operator key.</param>
internal sealed class ControlApi(HttpClient http)
{
    private const string Reason = "from the dashboard";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Sends the newest release to the idle slot; the switch waits for an approval.</summary>
    public async Task<DeploymentAnswer> DeployAsync(CancellationToken cancellationToken)
    {
        var list = (await http.GetFromJsonAsync<JsonObject>("api/v1/releases", cancellationToken))!;
        var newest = list["releases"]!.AsArray()[0]!["id"]!.GetValue<string>();
        return newest == list["active"]!.GetValue<string>()
            ? new DeploymentAnswer(false, $"The newest release, {newest}, serves already; make one with 'logctl release create'.", list.ToJsonString(Indented))
            : await SendAsync("api/v1/deployments", new JsonObject { ["release"] = newest, ["reason"] = Reason, ["strategy"] = new JsonObject { ["autoPromote"] = false } }, cancellationToken);
    }

    /// <summary>Approves the last deployment.</summary>
    public async Task<DeploymentAnswer> ApproveAsync(CancellationToken cancellationToken)
    {
        using var latest = await http.GetAsync("api/v1/deployments/latest", cancellationToken);
        if (!latest.IsSuccessStatusCode)
        {
            return await ReadAsync(latest, cancellationToken);
        }

        var id = (await latest.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["id"]!.ToJsonString();
        return await SendAsync($"api/v1/deployments/{id}/approve", new JsonObject { ["reason"] = Reason }, cancellationToken);
    }

    /// <summary>Goes back to the release before the last deployment.</summary>
    public Task<DeploymentAnswer> RollBackAsync(CancellationToken cancellationToken) =>
        SendAsync("api/v1/rollback", new JsonObject { ["reason"] = Reason }, cancellationToken);

    private async Task<DeploymentAnswer> SendAsync(string path, JsonObject order, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(path, order, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    private static async Task<DeploymentAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (JsonNode.Parse(string.IsNullOrEmpty(body) ? "{}" : body) is not JsonObject said)
        {
            return new DeploymentAnswer(false, $"The gateway answered {(int)answer.StatusCode}.", body);
        }

        var message = answer.IsSuccessStatusCode
            ? $"Deployment {said["id"]} of {said["release"]} is {said["phase"]}."
            : said["detail"]?.GetValue<string>() ?? $"The gateway answered {(int)answer.StatusCode}.";
        return new DeploymentAnswer(answer.IsSuccessStatusCode, message, said.ToJsonString(Indented));
    }
}
