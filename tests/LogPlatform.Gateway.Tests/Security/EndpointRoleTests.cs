using System.Net;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class EndpointRoleTests
{
    // Every endpoint there is. One that is missing here fails the first test: whoever adds it decides who may use it.
    private static readonly Dictionary<string, Role> Needed = new()
    {
        ["GET /login"] = Role.None,
        ["POST /login"] = Role.None,
        ["POST /logout"] = Role.None,
        ["GET /healthz"] = Role.None,
        ["GET /readyz"] = Role.None,
        ["GET /openapi/{documentName}.json"] = Role.None,
        ["POST /v1/logs"] = Role.Ingest,
        ["POST /ingest"] = Role.Ingest,
        ["POST /ingest/clef"] = Role.Ingest,
        ["POST /api/events/raw"] = Role.Ingest,
        ["GET /api/v1/status"] = Role.Viewer,
        ["GET /api/v1/ledger"] = Role.Viewer,
        ["GET /api/v1/search"] = Role.Viewer,
        ["GET /api/v1/histogram"] = Role.Viewer,
        ["GET /api/v1/facets"] = Role.Viewer,
        ["GET /api/v1/tail"] = Role.Viewer,
        ["GET /api/v1/export"] = Role.Viewer,
        ["GET /api/v1/quarantine"] = Role.Viewer,
        ["GET /api/v1/quarantine/{id:long}"] = Role.Viewer,
        ["POST /api/v1/quarantine/{id:long}/reprocess"] = Role.Operator,
        ["POST /api/v1/quarantine/reprocess"] = Role.Operator,
        ["GET /api/v1/keys"] = Role.Operator,
        ["POST /api/v1/keys"] = Role.Operator,
        ["DELETE /api/v1/keys/{id}"] = Role.Operator,
        ["GET /api/v1/releases"] = Role.Viewer,
        ["GET /api/v1/releases/{id}"] = Role.Viewer,
        ["GET /api/v1/releases/{id}/rules"] = Role.Viewer,
        ["GET /api/v1/releases/{from}/diff/{to}"] = Role.Viewer,
        ["POST /api/v1/releases"] = Role.Operator,
        ["GET /api/v1/deployments"] = Role.Viewer,
        ["GET /api/v1/deployments/latest"] = Role.Viewer,
        ["GET /api/v1/deployments/events"] = Role.Viewer,
        ["GET /api/v1/deployments/{id:long}"] = Role.Viewer,
        ["GET /api/v1/deployments/{id:long}/report"] = Role.Viewer,
        ["POST /api/v1/deployments"] = Role.Operator,
        ["POST /api/v1/deployments/{id:long}/approve"] = Role.Operator,
        ["POST /api/v1/deployments/{id:long}/abort"] = Role.Operator,
        ["POST /api/v1/deployments/{id:long}/rollback"] = Role.Operator,
        ["POST /api/v1/deployments/{id:long}/force-drain"] = Role.Operator,
        ["POST /api/v1/rollback"] = Role.Operator,
        ["GET /api/v1/strategy"] = Role.Viewer,
        ["POST /api/v1/strategy/validate"] = Role.Viewer,
        ["GET /api/v1/alarms"] = Role.Viewer,
        ["GET /api/v1/mirror"] = Role.Viewer,
        ["GET /api/v1/rehearsals"] = Role.Viewer,
        ["GET /api/v1/rehearsals/{id:long}"] = Role.Viewer,
        ["POST /api/v1/rehearsals"] = Role.Operator,
        ["POST /api/v1/rehearsals/{id:long}/cancel"] = Role.Operator,
        ["GET /api/v1/rewinds"] = Role.Viewer,
        ["GET /api/v1/rewinds/{id:long}"] = Role.Viewer,
        ["POST /api/v1/rewinds"] = Role.Operator,
        ["POST /api/v1/rewinds/{id:long}/cancel"] = Role.Operator,
        ["GET /api/v1/audit"] = Role.Viewer,
        ["GET /api/v1/audit/verify"] = Role.Viewer,
    };

    [Fact]
    public async Task EveryEndpointHasARoleInTheTable()
    {
        await using var gateway = await TestGateway.StartAsync();

        Endpoints(gateway).Order().ShouldBe(Needed.Keys.Order());
    }

    [Fact]
    public async Task EveryRoleMayDoWhatTheTableSaysAndNothingElse()
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));
        var clients = new Dictionary<Role, HttpClient>
        {
            [Role.None] = gateway.Control(),
            [Role.Ingest] = gateway.Control(gateway.Keys.Create("i", Role.Ingest).Secret),
            [Role.Viewer] = gateway.Control(gateway.Keys.Create("v", Role.Viewer).Secret),
            [Role.Operator] = gateway.Control(gateway.Keys.Create("o", Role.Operator).Secret),
        };

        foreach (var (endpoint, needed) in Needed)
        {
            foreach (var (held, client) in clients)
            {
                var allowed = needed == Role.None || held.Includes(needed);
                var status = await StatusAsync(client, endpoint);
                var expected = allowed ? "allowed" : held == Role.None ? "401" : "403";
                var found = status is HttpStatusCode.Unauthorized && endpoint.EndsWith("/login", StringComparison.Ordinal) ? "allowed"
                    : status is HttpStatusCode.Forbidden && endpoint.StartsWith("POST /log", StringComparison.Ordinal) ? "allowed"
                    : status is HttpStatusCode.Unauthorized ? "401"
                    : status is HttpStatusCode.Forbidden ? "403"
                    : "allowed";
                found.ShouldBe(expected, $"{held} at {endpoint} got {(int)status}");
            }
        }
    }

    [Fact]
    public async Task EveryEndpointThatChangesSomethingIsOneWhoseRefusalsAreAudited()
    {
        await using var gateway = await TestGateway.StartAsync();

        var audited = from endpoint in gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                      where endpoint.Metadata.GetMetadata<AuditedAction>() is not null
                      select endpoint.RoutePattern.RawText!.Trim('/');

        audited.Order().ShouldBe(Needed.Where(entry => entry.Value == Role.Operator && !entry.Key.StartsWith("GET ", StringComparison.Ordinal)).Select(entry => entry.Key[(entry.Key.IndexOf('/') + 1)..]).Order());
    }

    [Fact]
    public async Task AnAddressThatDoesNotExistTellsAStrangerNothing()
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));

        (await gateway.Control().GetAsync("/api/v1/nothing", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task TheIngestPortServesNoOtherEndpointWhateverTheKey()
    {
        await using var gateway = await TestGateway.StartAsync(("Security:Open", "false"));
        var client = gateway.Ingest(gateway.Keys.Create("o", Role.Operator).Secret);

        foreach (var endpoint in Needed.Keys.Where(endpoint => Needed[endpoint] != Role.Ingest && !endpoint.EndsWith('z')))
        {
            (await StatusAsync(client, endpoint)).ShouldBe(HttpStatusCode.NotFound, endpoint);
        }
    }

    private static IEnumerable<string> Endpoints(TestGateway gateway) =>
        from endpoint in gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string endpoint)
    {
        var (method, path) = (endpoint[..endpoint.IndexOf(' ')], endpoint[(endpoint.IndexOf(' ') + 1)..]);
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id:long}", "7").Replace("{id}", "7").Replace("{from}", "7").Replace("{to}", "8").Replace("{documentName}", "v1"));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestGateway.Token);
        return response.StatusCode;
    }
}
