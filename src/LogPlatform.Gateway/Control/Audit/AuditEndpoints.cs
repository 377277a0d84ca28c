using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Query;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Audit;

/// <summary>The audit log over HTTP.</summary>
internal sealed class AuditEndpoints(IAuditLog log, QuerySlots slots)
{
    private const int DefaultPage = 100;
    private const int MaxPage = 1000;

    /// <summary>Maps <c>/api/v1/audit</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").RequireAuthorization(Policies.Viewer).WithTags("Audit");
        group.MapGet("", List)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Lists who did what and why, oldest first.");
        group.MapGet("/verify", (Delegate)VerifyAsync)
            .Produces<Core.Audit.AuditVerification>()
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Reads the whole log and checks that every entry is as it was written, and none is missing.");
    }

    private Results<Ok<AuditPage>, ProblemHttpResult> List(long after = 0, int limit = DefaultPage)
    {
        if (limit is < 1 or > MaxPage || after < 0)
        {
            return Problems.Invalid([$"limit must be from 1 to {MaxPage} and after not negative."]);
        }

        // One more than asked for tells whether there is a next page.
        var found = log.Read(after, limit + 1);
        var shown = found.Take(limit).ToArray();
        return TypedResults.Ok(new AuditPage(shown, found.Count > limit ? shown[^1].Number : null));
    }

    // It reads the whole file, so it takes the place of a query.
    private Task VerifyAsync(HttpContext http) => slots.QueryAsync(http, () => Task.FromResult<IResult>(TypedResults.Ok(log.Verify())));
}
