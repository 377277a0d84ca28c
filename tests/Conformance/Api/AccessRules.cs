using System.Net;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Keys, roles and log-ins.</summary>
public abstract class AccessRules(PlatformUnderTest platform) : ApiRules(platform)
{
    private const string Stranger = "lp_00000000_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private static readonly string[] Reads =
    [
        "status", "ledger", "search?q=*&limit=1", "histogram?q=*", "facets?q=*&fields=service", "export?q=nothing-at-all", "releases", "deployments", "alarms", "strategy",
        "quarantine", "rehearsals", "rewinds", "audit?limit=1", "audit/verify",
    ];

    private static readonly string[] Changes = ["deployments", "deployments/1/approve", "rollback", "releases", "quarantine/reprocess", "rehearsals", "rewinds", "keys"];

    [Fact]
    public async Task WithoutAKeyThatIsKnownNothingIsShownChangedOrTaken()
    {
        foreach (var at in Both)
        {
            foreach (var key in (string?[])[null, "nonsense", Stranger])
            {
                foreach (var path in Reads)
                {
                    (await AskAsync(at, HttpMethod.Get, path, key)).ShouldBe(HttpStatusCode.Unauthorized, path);
                }

                foreach (var path in Changes)
                {
                    (await AskAsync(at, HttpMethod.Post, path, key)).ShouldBe(HttpStatusCode.Unauthorized, path);
                }

                (await LinesAsync(at, key)).ShouldBe(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]
    public async Task AViewerReadsEverythingAndChangesNothingAndWhatItTriedIsWrittenDown()
    {
        var (id, key) = await MakeKeyAsync("Viewer");
        foreach (var at in Both)
        {
            foreach (var path in Reads)
            {
                (await AskAsync(at, HttpMethod.Get, path, key)).Status.ShouldBe(HttpStatusCode.OK, path);
            }

            (await LinesAsync(at, key)).ShouldBe(HttpStatusCode.Forbidden);
            (await AskAsync(at, HttpMethod.Get, "keys", key)).ShouldBe(HttpStatusCode.Forbidden);
        }

        foreach (var path in Changes)
        {
            (await AskAsync(Other, HttpMethod.Post, path, key)).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        // Not each of them: whoever tries again and again must not fill the log.
        (await FactsAsync(One)).ShouldContain(fact => fact.Actor.Contains(id, StringComparison.Ordinal) && fact.Action == "deployment.start.denied");
    }

    [Fact]
    public async Task AKeyThatSendsDoesNothingElse()
    {
        var (_, key) = await MakeKeyAsync("Ingest");
        foreach (var at in Both)
        {
            (await LinesAsync(at, key)).ShouldBe(HttpStatusCode.OK);
            (await AskAsync(at, HttpMethod.Get, "status", key)).ShouldBe(HttpStatusCode.Forbidden);
            (await SendAsync(HttpMethod.Get, new Uri(at.Http.BaseAddress!, $"login?key={key}"), key: null)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task AKeyIsListedWithoutItsSecretAndEndsEverywhereWhenItIsRevoked()
    {
        var (id, key) = await MakeKeyAsync("Viewer");
        var listed = (await GetAsync(Other, "api/v1/keys")).ShouldBe(HttpStatusCode.OK);
        listed["keys"].EnumerateArray().Count(entry => entry.GetProperty("id").GetString() == id).ShouldBe(1);
        listed.Text.ShouldNotContain(key[12..]);
        (await AskAsync(Other, HttpMethod.Get, "status", key)).ShouldBe(HttpStatusCode.OK);

        (await AskAsync(One, HttpMethod.Delete, $"keys/{id}", One.Key)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await AskAsync(One, HttpMethod.Delete, $"keys/{id}", One.Key)).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(One, HttpMethod.Get, "status", key)).ShouldBe(HttpStatusCode.Unauthorized);
        await Polling.UntilAsync("the other gateway has heard of it", async () => (await AskAsync(Other, HttpMethod.Get, "status", key)).Status == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task TheLastOperatorKeyStaysAndAKeyThatMakesNoSenseIsNotMade()
    {
        var own = One.Key![3..11];
        (await AskAsync(Other, HttpMethod.Delete, $"keys/{own}", Other.Key)).ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(One, "api/v1/keys", new { name = "", role = "Viewer" })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(One, "api/v1/keys", new { name = "x", role = "King" })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(One, "api/v1/keys", new { name = "x", role = "Viewer", expiresInSecond = 60 })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ALogInHoldsAtEveryGatewayOnlyForThePageItselfAndUntilItIsEnded()
    {
        var login = await SendAsync(HttpMethod.Get, new Uri(One.Http.BaseAddress!, $"login?key={One.Key}"), key: null);
        login.Status.ShouldBe(HttpStatusCode.Redirect);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        foreach (var at in Both)
        {
            (await WithCookieAsync(at, HttpMethod.Get, "api/v1/keys", cookie)).Status.ShouldBe(HttpStatusCode.OK);
            (await WithCookieAsync(at, HttpMethod.Get, string.Empty, cookie)).Text.ShouldContain("Overview");
            (await WithCookieAsync(at, HttpMethod.Post, "api/v1/quarantine/reprocess", cookie)).ShouldBe(HttpStatusCode.Forbidden, "another site's page could have sent it");
            (await WithCookieAsync(at, HttpMethod.Post, "api/v1/quarantine/reprocess", cookie, ("X-LogPlatform-Request", "1"))).ShouldBe(HttpStatusCode.OK);
        }

        (await WithCookieAsync(Other, HttpMethod.Post, "logout", cookie, ("X-LogPlatform-Request", "1"))).Status.ShouldBe(HttpStatusCode.NoContent);
        await Polling.UntilAsync("the log-in has ended", async () => (await WithCookieAsync(One, HttpMethod.Get, "api/v1/keys", cookie)).Status == HttpStatusCode.Unauthorized);
    }

    private static Task<ApiAnswer> AskAsync(IPlatform at, HttpMethod method, string path, string? key) =>
        SendAsync(method, new Uri(at.Http.BaseAddress!, "api/v1/" + path), key, method == HttpMethod.Post ? JsonContent(new { }) : null);

    private static Task<ApiAnswer> LinesAsync(IPlatform at, string? key) => SendAsync(HttpMethod.Post, new Uri(at.Otlp, "ingest"), key, new StringContent("a line"));

    private static Task<ApiAnswer> WithCookieAsync(IPlatform at, HttpMethod method, string path, string cookie, params (string Name, string Value)[] headers) =>
        SendAsync(method, new Uri(at.Http.BaseAddress!, path), key: null, null, [("Cookie", cookie), .. headers]);
}
