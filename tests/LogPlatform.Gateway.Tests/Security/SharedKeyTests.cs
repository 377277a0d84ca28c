using System.Net;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Security;

/// <summary>Keys and log-ins of two gateways that share their documents.</summary>
public sealed class SharedKeyTests : IAsyncLifetime
{
    private readonly MemoryDocuments _documents = new();
    private TestGateway _first = null!;
    private TestGateway _second = null!;

    public async ValueTask InitializeAsync() => (_first, _second) = (await StartAsync(), await StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task AKeyMadeAtOneGatewayIsAcceptedAtTheOtherAtOnce()
    {
        (await StatusAsync(_second, _first.Keys.Create("v", Role.Viewer).Secret)).ShouldBe(HttpStatusCode.OK);
        (await IngestAsync(_second, _first.Keys.Create("i", Role.Ingest).Secret)).ShouldBe(HttpStatusCode.OK);
        (await LogInAsync(_second, _first.Keys.Create("o", Role.Operator).Secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ALogInAtOneGatewayIsOneAtTheOtherUntilItIsEndedAtEither()
    {
        var cookie = (await LogInAsync(_first, _first.Keys.Create("o", Role.Operator).Secret)).ShouldNotBeNull();
        (await AskAsync(_second, cookie)).ShouldBe(HttpStatusCode.OK);

        using var logout = new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Cookie", cookie }, { "X-LogPlatform-Request", "1" } } };
        (await _second.Control().SendAsync(logout, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await AskAsync(_second, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
        await UntilAsync(_first, gateway => AskAsync(gateway, cookie));
    }

    [Fact]
    public async Task AKeyRevokedAtOneGatewayEndsAtTheOtherWithItsSessions()
    {
        var (key, secret) = _first.Keys.Create("v", Role.Viewer);
        var cookie = (await LogInAsync(_second, secret)).ShouldNotBeNull();

        _first.Keys.Revoke(key.Id).ShouldBe(RevokeResult.Revoked);

        await UntilAsync(_second, gateway => StatusAsync(gateway, secret));
        (await AskAsync(_second, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void OfSeveralGatewaysOneMakesTheFirstKeyAndAllAcceptIt()
    {
        var documents = new MemoryDocuments();
        KeyRing[] rings = [.. Enumerable.Range(0, 4).Select(_ => KeyRing.Open(documents, TimeProvider.System))];

        var made = rings.Select(ring => ring.CreateFirstOperatorKey()).ToList();
        var secret = made.OfType<string>().ToList().ShouldHaveSingleItem();

        foreach (var ring in rings)
        {
            ring.Refresh();
            ring.TryFind(secret, out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void KeysMadeAtTheSameTimeAreAllKept()
    {
        var documents = new MemoryDocuments();
        var (one, other) = (KeyRing.Open(documents, TimeProvider.System), KeyRing.Open(documents, TimeProvider.System));

        one.Create("a", Role.Viewer);
        other.Create("b", Role.Viewer);

        KeyRing.Open(documents, TimeProvider.System).List().Select(key => key.Name).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task WhileTheyCannotBeReadKnownKeysAreAcceptedAndUnknownOnesToldToComeBack()
    {
        var known = _first.Keys.Create("o", Role.Operator).Secret;
        var unknown = _second.Keys.Create("o", Role.Operator).Secret;
        _documents.IsAway = true;

        (await StatusAsync(_first, known)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(_first, unknown)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await IngestAsync(_first, unknown)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await _first.Control().GetAsync($"/login?key={known}", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "a session could not be kept");

        _documents.IsAway = false;
        (await StatusAsync(_first, unknown)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string key) =>
        (await gateway.Control(key).GetAsync("/api/v1/status", TestGateway.Token)).StatusCode;

    private static async Task<HttpStatusCode> IngestAsync(TestGateway gateway, string key) =>
        (await gateway.Ingest(key).PostAsync("/ingest", Payloads.Content(Payloads.Lines("x"), "text/plain"), TestGateway.Token)).StatusCode;

    private static async Task<string?> LogInAsync(TestGateway gateway, string secret)
    {
        var answer = await gateway.Control().GetAsync($"/login?key={secret}", TestGateway.Token);
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0] : null;
    }

    private static async Task<HttpStatusCode> AskAsync(TestGateway gateway, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status") { Headers = { { "Cookie", cookie } } };
        return (await gateway.Control().SendAsync(request, TestGateway.Token)).StatusCode;
    }

    // The other gateway looks every second: it is asked until it has.
    private static async Task UntilAsync(TestGateway gateway, Func<TestGateway, Task<HttpStatusCode>> ask)
    {
        while (await ask(gateway) != HttpStatusCode.Unauthorized)
        {
            await Task.Yield();
        }
    }

    private Task<TestGateway> StartAsync() => TestGateway.StartAsync(
        TimeProvider.System, services => services.AddSingleton<IDocuments>(_documents), null, ("Security:Open", "false"));
}
