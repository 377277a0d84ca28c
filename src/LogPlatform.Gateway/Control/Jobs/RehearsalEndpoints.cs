using System.Globalization;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Query;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>Rehearsals over HTTP.</summary>
internal sealed class RehearsalEndpoints(IRehearsals rehearsals, AuditTrail audit, TimeProvider time)
{
    /// <summary>Maps <c>/api/v1/rehearsals</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rehearsals").WithTags("Rehearsals");
        group.MapGet("", () => TypedResults.Ok(new RehearsalList(rehearsals.List())))
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists the rehearsals since the start of the program, newest first.");
        group.MapGet("/{id:long}", Show)
            .RequireAuthorization(Policies.Viewer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a rehearsal with what it found so far.");
        group.MapPost("", (Delegate)StartAsync)
            .Starts<RehearsalOrder>("rehearsal.start", "Sends a recorded window through a release that is not deployed, and compares. One runs at a time.");
        group.MapPost("/{id:long}/cancel", CancelAsync).Cancels("rehearsal.cancel", "Stops a rehearsal.");
    }

    private Results<Ok<Rehearsal>, ProblemHttpResult> Show(long id) => Find(id) is { } rehearsal ? TypedResults.Ok(rehearsal) : Unknown(id);

    private async Task<Results<Created<Rehearsal>, ProblemHttpResult>> StartAsync(HttpContext http)
    {
        var body = await StrictJson.ReadAsync<RehearsalOrder>(http);
        if (body.Value is not { } order)
        {
            return body.Problem;
        }

        var errors = new List<string>();
        if (Read(order, errors) is not { } request)
        {
            return Problems.Invalid(errors);
        }

        var actor = Caller.NameOf(http.User);
        var detail = string.Create(CultureInfo.InvariantCulture, $"from {request.From:O} to {request.To:O}");
        if (!await audit.TryAppendAsync(new AuditFact(actor, "rehearsal.start", $"release/{request.Release}", Detail: detail), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        var start = await rehearsals.StartAsync(request, actor, http.RequestAborted);
        return JobRoutes.Answer(http, start, job => $"/api/v1/rehearsals/{job.Id}");
    }

    private RehearsalRequest? Read(RehearsalOrder order, List<string> errors)
    {
        // One moment for both ends, so that relative ones agree.
        var now = UnixNano.FromDate(time.GetUtcNow());
        var (from, to) = (0L, now);
        if (!ReleaseId.TryParse(order.Release, out var release))
        {
            errors.Add("release: the name of a release is needed.");
        }

        if (order.From is null || !TimeBound.TryParse(order.From, now, out from))
        {
            errors.Add($"from: expected {TimeBound.Expected}.");
        }

        if (order.To is not null && !TimeBound.TryParse(order.To, now, out to))
        {
            errors.Add($"to: expected {TimeBound.Expected}.");
        }

        if (errors.Count == 0 && from >= to)
        {
            errors.Add("from: expected a time before 'to'.");
        }

        if (order.MaxBatches < 0)
        {
            errors.Add("maxBatches: expected 0 or more.");
        }

        return errors.Count == 0 ? new RehearsalRequest(release, UnixNano.ToDate(from), UnixNano.ToDate(to), order.MaxBatches) : null;
    }

    private async Task<Results<Ok<Rehearsal>, ProblemHttpResult>> CancelAsync(HttpContext http, long id)
    {
        if (Find(id) is not { } rehearsal)
        {
            return Unknown(id);
        }

        if (rehearsal.Phase != JobPhase.Running)
        {
            return Ended(id);
        }

        if (!await audit.TryAppendAsync(new AuditFact(Caller.NameOf(http.User), "rehearsal.cancel", $"rehearsal/{id}"), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        return rehearsals.Cancel(id) ? TypedResults.Ok(Find(id) ?? rehearsal) : Ended(id);
    }

    private Rehearsal? Find(long id) => rehearsals.List().FirstOrDefault(rehearsal => rehearsal.Id == id);

    private static ProblemHttpResult Unknown(long id) => Problems.Unknown($"There is no rehearsal {id} since the start of the program.");

    private static ProblemHttpResult Ended(long id) => Problems.Conflict($"Rehearsal {id} does not run.");
}
