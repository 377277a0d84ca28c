using System.Globalization;
using LogPlatform.Core.Audit;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

/// <summary>Keys over HTTP, for operators.</summary>
internal sealed partial class KeyEndpoints(KeyRing keys, AuditTrail audit, ILogger<KeyEndpoints> logger)
{
    private const int MaxName = 100;
    private const long MinLifetime = 60;
    private const long MaxLifetime = 10L * 365 * 24 * 60 * 60;

    /// <summary>Maps <c>/api/v1/keys</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/keys").WithTags("Keys");
        group.MapGet("", List).RequireAuthorization(Policies.Operator).WithSummary("Lists the keys, without their secrets.");
        group.MapPost("", (Delegate)CreateAsync)
            .IsAction("key.create")
            .ReadsJson<NewKey>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Makes a key and shows its secret, once.");
        group.MapDelete("/{id}", RevokeAsync)
            .IsAction("key.revoke")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Revokes a key at once, and ends the sessions it started.");
    }

    private Ok<KeyList> List()
    {
        keys.Refresh();
        return TypedResults.Ok(new KeyList([.. keys.List().Select(KeyInfo.Of)]));
    }

    private async Task<Results<Created<CreatedKey>, ProblemHttpResult>> CreateAsync(HttpContext http)
    {
        // Strictly: a misspelt lifetime must not make a key for ever.
        var body = await StrictJson.ReadAsync<NewKey>(http);
        if (body.Value is not { } wanted)
        {
            return body.Problem;
        }

        var name = wanted.Name?.Trim() ?? string.Empty;
        if (Mistakes(name, wanted) is { Count: > 0 } mistakes)
        {
            return Problems.Invalid(mistakes);
        }

        var actor = Caller.NameOf(http.User);
        var (key, secret) = keys.Draft(name, wanted.Role, wanted.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{key.Name}, role {key.Role}, {(key.ExpiresAt is { } end ? $"expires {end:O}" : "does not expire")}");
        if (!await audit.TryAppendAsync(new AuditFact(actor, "key.create", "key/" + key.Id, Detail: detail), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        keys.Add(key);
        KeyCreated(logger, key.Id, key.Role, actor);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new CreatedKey(KeyInfo.Of(key), secret));
    }

    private async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, HttpContext http)
    {
        keys.Refresh();
        if (keys.MayRevoke(id) is not RevokeResult.Revoked and var refused)
        {
            return Refused(refused);
        }

        var actor = Caller.NameOf(http.User);
        if (!await audit.TryAppendAsync(new AuditFact(actor, "key.revoke", "key/" + id), http.RequestAborted))
        {
            return Problems.Unavailable(http, AuditTrail.Unavailable);
        }

        // Somebody else may have been first since.
        if (keys.Revoke(id) is not RevokeResult.Revoked and var late)
        {
            return Refused(late);
        }

        KeyRevoked(logger, id, actor);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Refused(RevokeResult result) => result switch
    {
        RevokeResult.LastOperator => Problems.Conflict("Without this key no operator key would be left that does not expire; make another one first."),
        RevokeResult.Configured => Problems.Conflict("This key is in the configuration, LogPlatform:Security:OperatorKey, and is accepted as long as it is there."),
        _ => Problems.Unknown("There is no such key."),
    };

    private static List<string> Mistakes(string name, NewKey wanted)
    {
        var mistakes = new List<string>();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            mistakes.Add($"name must be 1 to {MaxName} characters on one line.");
        }

        if (!Enum.IsDefined(wanted.Role) || wanted.Role == Role.None)
        {
            mistakes.Add("role must be Ingest, Viewer or Operator.");
        }

        if (wanted.ExpiresInSeconds is < MinLifetime or > MaxLifetime)
        {
            mistakes.Add($"expiresInSeconds must be from {MinLifetime} to {MaxLifetime} (10 years).");
        }

        return mistakes;
    }
}
