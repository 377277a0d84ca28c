using System.Security.Claims;
using System.Text;
using System.Text.Unicode;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control;

/// <summary>The quarantine over HTTP.</summary>
internal sealed class QuarantineEndpoints(IQuarantine quarantine, QuarantineReprocessing reprocessing, AuditTrail audit)
{
    private const string Action = "quarantine.reprocess";
    private const int DefaultPage = 50;
    private const int MaxPage = 1000;
    private const int PreviewBytes = 4096;

    /// <summary>Maps <c>/api/v1/quarantine</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/quarantine").WithTags("Quarantine");
        group.MapGet("", List)
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Lists records that could not be processed, with the reason.");
        group.MapGet("/{id:long}", Show)
            .RequireAuthorization(Policies.Viewer)
            .WithSummary("Shows one record in quarantine with its whole payload.");
        group.MapPost("/{id:long}/reprocess", ReprocessOneAsync)
            .IsAction(Action)
            .WithSummary("Sends one record through the active release again.");
        group.MapPost("/reprocess", ReprocessAllAsync)
            .IsAction(Action)
            .WithSummary("Sends all records in quarantine through the active release again.");
    }

    private Results<Ok<QuarantinePage>, ProblemHttpResult> List(long after = 0, int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage || after < 0)
        {
            return TypedResults.Problem($"limit must be from 1 to {MaxPage} and after not negative.", statusCode: StatusCodes.Status400BadRequest);
        }

        // One more than asked for tells whether there is a next page.
        var found = quarantine.List(after, limit + 1);
        var shown = found.Take(limit).Select(record => ItemOf(record, whole: false)).ToArray();
        return TypedResults.Ok(new QuarantinePage(quarantine.Count, shown, found.Count > limit ? shown[^1].Id : null));
    }

    private Results<Ok<QuarantineItem>, ProblemHttpResult> Show(long id) =>
        Find(id) is { } record ? TypedResults.Ok(ItemOf(record, whole: true)) : Unknown();

    private async Task<Results<Ok<ReprocessReport>, ProblemHttpResult>> ReprocessOneAsync(long id, ClaimsPrincipal user, HttpContext http)
    {
        if (Find(id) is null)
        {
            return Unknown();
        }

        var actor = Caller.NameOf(user);
        if (!await audit.TryAppendAsync(new AuditFact(actor, Action, $"quarantine/{id}"), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        var (status, count) = await reprocessing.OneAsync(id, actor, http.RequestAborted);
        return status switch
        {
            ReprocessStatus.Done => TypedResults.Ok(new ReprocessReport(count, quarantine.Count)),
            ReprocessStatus.Unknown => Unknown(),
            _ => Unavailable(http),
        };
    }

    private async Task<Results<Ok<ReprocessReport>, ProblemHttpResult>> ReprocessAllAsync(ClaimsPrincipal user, HttpContext http)
    {
        var actor = Caller.NameOf(user);
        if (!await audit.TryAppendAsync(new AuditFact(actor, Action, "quarantine"), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        var (status, count) = await reprocessing.AllAsync(actor, http.RequestAborted);
        return status == ReprocessStatus.Done ? TypedResults.Ok(new ReprocessReport(count, quarantine.Count)) : Unavailable(http);
    }

    private QuarantinedRecord? Find(long id) => quarantine.List(id - 1, 1) is [var record] && record.Id == id ? record : null;

    private static ProblemHttpResult Unknown() => Problems.Unknown("There is no such record in quarantine.");

    private static ProblemHttpResult Unavailable(HttpContext http) => Problems.Unavailable(http, "The journal cannot take records at the moment; try again shortly.");

    private static QuarantineItem ItemOf(QuarantinedRecord record, bool whole)
    {
        var preview = record.Payload.Span[..Math.Min(record.Payload.Length, PreviewBytes)];
        return new QuarantineItem(
            record.Id,
            record.Pointer.Generation.Value,
            record.Pointer.Release.Name,
            record.Batch.Value,
            record.Ordinal,
            UnixNano.ToDate(record.ReceivedUnixNano),
            record.Format.ToString(),
            record.Records,
            record.Reason,
            record.Payload.Length,
            Utf8.IsValid(preview) && !preview.Contains((byte)0) ? Encoding.UTF8.GetString(preview) : null,
            whole ? Convert.ToBase64String(record.Payload.Span) : null);
    }
}
