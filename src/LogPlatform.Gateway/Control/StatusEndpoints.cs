using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control;

/// <summary>Status, ledger and health over HTTP.</summary>
internal sealed class StatusEndpoints(IPlatformStatus platform, StatusReader status, IntakeGate gate)
{
    /// <summary>Maps <c>/api/v1/status</c> and <c>/api/v1/ledger</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/status", Status)
            .RequireAuthorization(Policies.Viewer)
            .WithTags("Platform")
            .WithSummary("Shows the pointer, the slots and their nodes, the journal, the store, what came in, the last deployment and alarms.");
        api.MapGet("/ledger", Ledger)
            .RequireAuthorization(Policies.Viewer)
            .WithTags("Platform")
            .WithSummary("Accounts for every accepted record, by generation.");
    }

    /// <summary>Maps <c>/healthz</c> and <c>/readyz</c>, on every port and without a key: probes have none.</summary>
    public void MapHealth(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => TypedResults.Text("alive"))
            .AllowAnonymous()
            .WithTags("Health")
            .WithSummary("Answers 200 as long as the process is alive.")
            .ShortCircuit();
        endpoints.MapGet("/readyz", Ready)
            .Produces(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous()
            .WithTags("Health")
            .WithSummary("Answers 200 when batches are accepted and dispatched, else 503.")
            .ShortCircuit();
    }

    private Ok<PlatformStatus> Status() => TypedResults.Ok(status.Read());

    private Ok<LedgerReport> Ledger() => TypedResults.Ok(platform.Ledger());

    private ContentHttpResult Ready() =>
        gate.IsClosed ? TypedResults.Text("shutting down", statusCode: StatusCodes.Status503ServiceUnavailable)
        : platform.IsReady ? TypedResults.Text("ready")
        : TypedResults.Text("not dispatching", statusCode: StatusCodes.Status503ServiceUnavailable);
}
