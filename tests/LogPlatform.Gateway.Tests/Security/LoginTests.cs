using System.Net;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class LoginTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private (ApiKey Key, string Secret) _operator;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time, ("Security:Open", "false"));
        _operator = _gateway.Keys.Create("me", Role.Operator);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task ALinkStartsASessionThatNoScriptCanRead()
    {
        var response = await _gateway.Control().GetAsync($"/login?key={_operator.Secret}", TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.ShouldBe("/");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(_operator.Secret);
    }

    [Fact]
    public async Task ASessionReadsUntilItExpires()
    {
        var client = await LogInAsync();
        (await client.GetAsync("/api/v1/keys", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _time.Advance(TimeSpan.FromHours(12));

        (await client.GetAsync("/api/v1/keys", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task RevokingTheKeyEndsItsSessions()
    {
        var client = await LogInAsync();
        _gateway.Keys.Create("another", Role.Operator);

        _gateway.Keys.Revoke(_operator.Key.Id).ShouldBe(RevokeResult.Revoked);

        (await client.GetAsync("/api/v1/status", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task LoggingOutEndsTheSession()
    {
        var client = await LogInAsync();

        (await client.SendAsync(Post("/logout", ("X-LogPlatform-Request", "1")), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.GetAsync("/api/v1/status", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AnotherSitesPageCannotChangeAnythingWithTheCookie()
    {
        var client = await LogInAsync();

        (await client.SendAsync(Post("/api/v1/quarantine/reprocess"), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var foreign = await client.SendAsync(Post("/api/v1/quarantine/reprocess", ("Origin", "http://evil.example")), TestGateway.Token);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Content.ReadAsStringAsync(TestGateway.Token)).ShouldContain("X-LogPlatform-Request");
    }

    [Theory]
    [InlineData("X-LogPlatform-Request", "1")]
    [InlineData("Origin", null)]
    public async Task OurOwnPageCan(string header, string? value)
    {
        var client = await LogInAsync();

        var response = await client.SendAsync(Post("/api/v1/quarantine/reprocess", (header, value ?? $"http://{_gateway.Bound.Control}")), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OverTheLimitTheOldestSessionEnds()
    {
        await using var small = await TestGateway.StartAsync(_time, ("Security:Open", "false"), ("Security:MaxSessions", "2"));
        var sessions = small.Services.GetRequiredService<SessionTable>();
        var key = small.Keys.Create("me", Role.Operator).Key;

        var tokens = Enumerable.Range(0, 3).Select(_ => sessions.Start(key)).ToList();

        tokens.Select(token => sessions.TryFind(token, out _, out _)).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task ACookieDoesNotSendLogs()
    {
        var client = await LogInAsync();

        (await client.SendAsync(Post("/ingest"), TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AnIngestKeyDoesNotLogIn()
    {
        var (_, secret) = _gateway.Keys.Create("shipper", Role.Ingest);

        (await _gateway.Control().GetAsync($"/login?key={secret}", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task TheFormIsOnlyTakenFromOurOwnPage()
    {
        var client = _gateway.Control();
        using var ours = Post("/login", ("Origin", $"http://{_gateway.Bound.Control}"));
        using var foreign = Post("/login", ("Origin", "http://evil.example"));
        ours.Content = new FormUrlEncodedContent([new("key", _operator.Secret)]);
        foreign.Content = new FormUrlEncodedContent([new("key", _operator.Secret)]);

        (await client.SendAsync(ours, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.SendAsync(foreign, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WrongKeysAreThrottledForAWhileEvenBeforeARightOne()
    {
        var client = _gateway.Control();
        for (var i = 0; i < 10; i++)
        {
            (await client.GetAsync("/login?key=wrong", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var throttled = await client.GetAsync($"/login?key={_operator.Secret}", TestGateway.Token);
        throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        throttled.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));

        _time.Advance(TimeSpan.FromMinutes(1));
        (await client.GetAsync($"/login?key={_operator.Secret}", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task<HttpClient> LogInAsync()
    {
        var client = _gateway.Control();
        var response = await client.GetAsync($"/login?key={_operator.Secret}", TestGateway.Token);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);
        return client;
    }

    private static HttpRequestMessage Post(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
