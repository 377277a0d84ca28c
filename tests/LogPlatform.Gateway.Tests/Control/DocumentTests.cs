using System.Net.Http.Json;
using System.Text.Json;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control;

public sealed class DocumentTests
{
    [Fact]
    public async Task TheOpenApiDocumentDescribesEveryApiRouteWithASummaryAndARole()
    {
        await using var gateway = await TestGateway.StartAsync();

        var document = await gateway.Control().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestGateway.Token);

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name, path => path.Value);
        paths.Keys.ShouldBe(
            [
                "/healthz", "/readyz", "/login", "/v1/logs", "/ingest", "/ingest/clef", "/api/events/raw", "/api/v1/status", "/api/v1/ledger", "/api/v1/search",
                "/api/v1/histogram", "/api/v1/facets", "/api/v1/tail", "/api/v1/export", "/api/v1/quarantine", "/api/v1/quarantine/{id}",
                "/api/v1/quarantine/{id}/reprocess", "/api/v1/quarantine/reprocess", "/api/v1/keys", "/api/v1/keys/{id}",
                "/api/v1/releases", "/api/v1/releases/{id}", "/api/v1/releases/{id}/rules", "/api/v1/releases/{from}/diff/{to}",
                "/api/v1/deployments", "/api/v1/deployments/latest", "/api/v1/deployments/events", "/api/v1/deployments/{id}", "/api/v1/deployments/{id}/report",
                "/api/v1/deployments/{id}/approve", "/api/v1/deployments/{id}/abort", "/api/v1/deployments/{id}/rollback", "/api/v1/deployments/{id}/force-drain",
                "/api/v1/rollback", "/api/v1/strategy", "/api/v1/strategy/validate", "/api/v1/alarms", "/api/v1/mirror",
                "/api/v1/rehearsals", "/api/v1/rehearsals/{id}", "/api/v1/rehearsals/{id}/cancel", "/api/v1/rewinds", "/api/v1/rewinds/{id}", "/api/v1/rewinds/{id}/cancel",
                "/api/v1/audit", "/api/v1/audit/verify",
            ],
            ignoreOrder: true);
        foreach (var operation in paths.Values.SelectMany(path => path.EnumerateObject().Select(method => method.Value)))
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace();
        }

        foreach (var (path, methods) in paths.Where(path => path.Key.StartsWith("/api/v1", StringComparison.Ordinal) || path.Key.Contains("ingest") || path.Key == "/v1/logs"))
        {
            foreach (var method in methods.EnumerateObject())
            {
                method.Value.GetProperty("description").GetString().ShouldNotBeNull(path).ShouldContain("role");
                method.Value.GetProperty("security").GetArrayLength().ShouldBe(1, path);
                method.Value.GetProperty("responses").TryGetProperty("403", out _).ShouldBeTrue(path);
            }
        }
    }

    [Fact]
    public async Task EveryParameterOfTheQueryApiIsExplained()
    {
        await using var gateway = await TestGateway.StartAsync();

        var document = await gateway.Control().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestGateway.Token);

        var search = document.GetProperty("paths").GetProperty("/api/v1/search").GetProperty("get").GetProperty("parameters").EnumerateArray().ToArray();
        search.Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(["q", "from", "to", "limit", "cursor", "order"], ignoreOrder: true);
        search.ShouldAllBe(parameter => parameter.GetProperty("description").GetString()!.Length > 10);
    }

    [Fact]
    public async Task TheDocumentKnowsBodiesAndIdentities()
    {
        await using var gateway = await TestGateway.StartAsync();

        var document = await gateway.Control().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestGateway.Token);

        var paths = document.GetProperty("paths");
        paths.GetProperty("/api/v1/releases").GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("application/zip", out _).ShouldBeTrue();
        var order = paths.GetProperty("/api/v1/deployments").GetProperty("post").GetProperty("requestBody");
        order.GetProperty("required").GetBoolean().ShouldBeTrue();
        order.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/DeployOrder");
        var schemas = document.GetProperty("components").GetProperty("schemas");
        schemas.GetProperty("DeployOrder").GetProperty("properties").TryGetProperty("strategy", out _).ShouldBeTrue();
        schemas.GetProperty("ReleaseId").GetProperty("type").GetString().ShouldBe("string");
        schemas.GetProperty("DeploymentId").GetProperty("type").GetString().ShouldBe("integer");
        schemas.GetProperty("RolloutPhase").GetProperty("enum").EnumerateArray().Select(name => name.GetString()).ShouldContain("AwaitingApproval");
    }
}
