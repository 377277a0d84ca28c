using System.Net;
using LogPlatform.ControlPage.Hosting;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.ControlPage.Tests.Hosting;

public sealed class PageOverHttpTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(
        TimeProvider.System, services => services.AddLogPlatformControlPage(), app => app.MapLogPlatformControlPage(), ("Security:Open", "false"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task TheFirstAnswerAlreadyShowsThePlatform()
    {
        var html = await (await LogInAsync(Role.Viewer)).GetStringAsync("/", TestGateway.Token);

        html.ShouldContain("generation 7");
        html.ShouldContain("blue-0");
        html.ShouldContain("balanced");
    }

    [Fact]
    public async Task TheFirstStepsShowWhereTheKeyIs()
    {
        _gateway.Status.IsEmpty = true;
        var client = await LogInAsync(Role.Viewer);
        (await client.GetStringAsync("/", TestGateway.Token)).ShouldContain("Bearer $LOGPLATFORM_KEY");

        var banner = _gateway.Services.GetRequiredService<FirstLogin>().Describe("http://localhost").ToList();
        var file = _gateway.Services.GetRequiredService<FirstLogin>().KeyFile;
        banner.ShouldContain(line => line.Contains(file!));
        WebUtility.HtmlDecode(await client.GetStringAsync("/", TestGateway.Token)).ShouldContain($"Bearer $(cat '{file}')");
    }

    [Fact]
    public async Task APageWhoseStorageIsAwaySaysSoInWordsAndIsThereAgainAfterwards()
    {
        var client = await LogInAsync(Role.Viewer);
        _gateway.Status.Failure = new IOException("away");

        var answer = await client.GetAsync("/", TestGateway.Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(TestGateway.Token)).ShouldContain("The storage does not answer.");

        _gateway.Status.Failure = null;
        (await client.GetStringAsync("/", TestGateway.Token)).ShouldContain("generation 7");
    }

    [Theory]
    [InlineData("/", "/sign-in?return=%2F")]
    [InlineData("/explore?q=a%20b", "/sign-in?return=%2Fexplore%3Fq%3Da%2520b")]
    public async Task WhoeverComesWithoutASessionIsLedToTheFormAndBack(string address, string form)
    {
        var answer = await _gateway.Control().GetAsync(address, TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe(form);
    }

    [Fact]
    public async Task AKeyThatOnlySendsIsRefused()
    {
        var answer = await _gateway.Control(_gateway.Keys.Create("i", Role.Ingest).Secret).GetAsync("/", TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ThePageAllowsOnlyItsOwnFilesAndIsNotKept()
    {
        var answer = await _gateway.Control().GetAsync("/sign-in", TestGateway.Token);

        answer.EnsureSuccessStatusCode();
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync(TestGateway.Token)).ShouldNotContain(" style=");
    }

    [Fact]
    public async Task EveryFileThatThePageNamesIsThereAndMayBeKeptForEver()
    {
        var client = _gateway.Control();
        var html = await client.GetStringAsync("/sign-in", TestGateway.Token);
        var files = html.Split('"').Where(part => part.StartsWith("/page/", StringComparison.Ordinal)).ToList();

        files.Count.ShouldBe(5);
        foreach (var file in files)
        {
            var answer = await client.GetAsync(file, TestGateway.Token);
            answer.EnsureSuccessStatusCode();
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
            (await answer.Content.ReadAsByteArrayAsync(TestGateway.Token)).Length.ShouldBeGreaterThan(100);
        }

        (await client.GetAsync("/page/000000000000/page.js", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(false, "own", HttpStatusCode.Unauthorized)]
    [InlineData(true, "own", HttpStatusCode.OK)]
    [InlineData(true, null, HttpStatusCode.Forbidden)]
    [InlineData(true, "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(true, "http://evil.example", HttpStatusCode.Forbidden)]
    public async Task OnlyThePageItselfOpensAConnection(bool hasSession, string? origin, HttpStatusCode status)
    {
        var client = hasSession ? await LogInAsync(Role.Viewer) : _gateway.Control();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
        }

        (await client.SendAsync(request, TestGateway.Token)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task AnotherSitesWebSocketIsRefusedThoughItBringsTheCookie()
    {
        var client = await LogInAsync(Role.Operator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Origin", "http://127.0.0.1:1");

        (await client.SendAsync(request, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/audit", "/audit")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nb", "/")]
    [InlineData(null, "/")]
    public void TheWayBackStaysOnThisServer(string? asked, string led) => SignInPage.ReturnTo(asked).ShouldBe(led);

    [Fact]
    public async Task APersonWithAWrongKeyIsShownTheFormAgainAndAProgramIsToldSo()
    {
        var client = _gateway.Control();
        (await client.GetAsync("/login?key=wrong", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        client.DefaultRequestHeaders.Add("Accept", "text/html");
        var answer = await client.GetAsync("/login?key=wrong", TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?refused=401");
    }

    [Fact]
    public async Task APersonAtAnUnknownAddressIsToldSoAndShownTheWayBack()
    {
        var client = await LogInAsync(Role.Viewer);
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var answer = await client.GetAsync("/explorer?q=a", TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        var html = await answer.Content.ReadAsStringAsync(TestGateway.Token);
        html.ShouldContain("There is no such page");
        html.ShouldContain("/explorer?q=a");
        html.ShouldContain("generation 7");
        html.ShouldContain("<a href=\"/\">The overview</a>");
    }

    [Fact]
    public async Task WhoeverHasNoSessionLearnsNothingAtAnUnknownAddress()
    {
        var client = _gateway.Control();
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var answer = await client.GetAsync("/explorer", TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?return=%2Fexplorer");
    }

    [Theory]
    [InlineData("GET", "/explorer", null)]
    [InlineData("GET", "/api/v1/nothing", "text/html")]
    [InlineData("POST", "/explorer", "text/html")]
    public async Task AProgramAtAnUnknownAddressIsToldSoByAProblem(string method, string address, string? accepts)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (accepts is not null)
        {
            request.Headers.Add("Accept", accepts);
        }

        var answer = await _gateway.Control(_gateway.Keys.Create("p", Role.Viewer).Secret).SendAsync(request, TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task AnAddressThatExistsForAnotherMethodIsNotUnknown()
    {
        var client = await LogInAsync(Role.Operator);
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        (await client.GetAsync("/logout", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private async Task<HttpClient> LogInAsync(Role role)
    {
        var client = _gateway.Control();
        var answer = await client.GetAsync($"/login?key={_gateway.Keys.Create("p", role).Secret}", TestGateway.Token);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);
        return client;
    }
}
