using System.Globalization;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Control.Releases;

/// <summary>Releases over HTTP. Wherever one is read, <c>active</c> stands for the one that serves.</summary>
internal sealed class ReleaseEndpoints(IReleaseCatalog releases, ITrafficRouter router, ReleaseActions actions)
{
    private const string Zip = "application/zip";
    private const long MostBytes = 512L << 20;
    private const string Active = "active";

    /// <summary>Maps <c>/api/v1/releases</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/releases").WithTags("Releases");
        var reading = group.MapGroup("").RequireAuthorization(Policies.Viewer);
        reading.MapGet("", List).WithSummary("Lists the releases that can be deployed, newest first.");
        reading.MapGet("/{id}", Show)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows a release.");
        reading.MapGet("/{id}/rules", Rules)
            .Produces<string>(StatusCodes.Status200OK, "text/yaml")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows the rules of a release, as YAML.");
        reading.MapGet("/{from}/diff/{to}", Compare)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Compares two releases: rules, files of the worker, samples, expected changes.");
        group.MapPost("", (Delegate)CreateAsync)
            .IsAction(ActionNames.ReleaseCreate)
            .Reads(new RequestBody(null, Zip, MostBytes))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Takes a release in: a ZIP archive with release.json, worker/, rules.yaml and samples/. The same content twice is one release.");
    }

    private Ok<ReleaseList> List() => TypedResults.Ok(new ReleaseList(router.Current.Release, releases.List()));

    private Results<Ok<Release>, ProblemHttpResult> Show(string id) => Find(id) is { } release ? TypedResults.Ok(release) : Unknown(id);

    private Results<ContentHttpResult, ProblemHttpResult> Rules(string id, HttpContext http)
    {
        if (Find(id) is not { } release)
        {
            return Unknown(id);
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(releases.RulesOf(release.Id), "text/yaml; charset=utf-8");
    }

    private Results<Ok<ReleaseDiff>, ProblemHttpResult> Compare(string from, string to) =>
        Find(from) is not { } one ? Unknown(from)
        : Find(to) is not { } other ? Unknown(to)
        : TypedResults.Ok(ReleaseDiff.Between(one, other, releases));

    private async Task<Results<Created<Release>, Ok<Release>, ProblemHttpResult>> CreateAsync(HttpContext http)
    {
        if (!MediaType.Is(http.Request.ContentType, Zip))
        {
            return BodyRefusals.WrongType(http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequestBody>());
        }

        var size = http.Request.ContentLength is { } length ? string.Create(CultureInfo.InvariantCulture, $"an archive of {length} bytes") : "an archive";
        try
        {
            var outcome = await actions.CreateAsync(http.User, http.Request.Body, size, http.RequestAborted);
            return outcome.Value is not { Release: { } release } intake ? Problems.Refused(http, outcome)
                : intake.IsNew ? TypedResults.Created($"/api/v1/releases/{release.Id}", release)
                : TypedResults.Ok(release);
        }
        catch (BadHttpRequestException refused)
        {
            return BodyRefusals.Of(refused);
        }
    }

    private Release? Find(string id) =>
        id == Active ? releases.Find(router.Current.Release)
        : ReleaseId.TryParse(id, out var name) ? releases.Find(name)
        : null;

    private static ProblemHttpResult Unknown(string id) => Problems.Unknown($"There is no release {id}.");
}
