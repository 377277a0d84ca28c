using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

/// <summary>Keys over HTTP, for operators.</summary>
internal sealed partial class KeyEndpoints(KeyRing keys, ILogger<KeyEndpoints> logger)
{
    private const int MaxName = 100;

    /// <summary>Maps <c>/api/v1/keys</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/keys").WithTags("Keys").RequireAuthorization(Policies.Operator);
        group.MapGet("", List).WithSummary("Lists the keys, without their secrets.");
        group.MapPost("", Create).WithSummary("Makes a key and shows its secret, once.");
        group.MapDelete("/{id}", Revoke).WithSummary("Revokes a key at once, and ends the sessions it started.");
    }

    private Ok<KeyList> List() => TypedResults.Ok(new KeyList([.. keys.List().Select(KeyInfo.Of)]));

    private Results<Created<CreatedKey>, ProblemHttpResult> Create(NewKey wanted, ClaimsPrincipal user)
    {
        var name = wanted.Name?.Trim();
        if (name is not { Length: >= 1 and <= MaxName } || name.Any(char.IsControl))
        {
            return TypedResults.Problem($"name must be 1 to {MaxName} characters on one line.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!Enum.IsDefined(wanted.Role) || wanted.Role == Role.None)
        {
            return TypedResults.Problem("role must be Ingest, Viewer or Operator.", statusCode: StatusCodes.Status400BadRequest);
        }

        var (key, secret) = keys.Create(name, wanted.Role);
        var actor = Caller.NameOf(user);
        KeyCreated(logger, key.Id, key.Role, actor);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new CreatedKey(KeyInfo.Of(key), secret));
    }

    private Results<NoContent, ProblemHttpResult> Revoke(string id, ClaimsPrincipal user)
    {
        var actor = Caller.NameOf(user);
        switch (keys.Revoke(id))
        {
            case RevokeResult.Revoked:
                KeyRevoked(logger, id, actor);
                return TypedResults.NoContent();
            case RevokeResult.LastOperator:
                return TypedResults.Problem("This is the last operator key; make another one first.", statusCode: StatusCodes.Status409Conflict);
            default:
                return TypedResults.Problem("There is no such key.", statusCode: StatusCodes.Status404NotFound);
        }
    }
}
