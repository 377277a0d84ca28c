using System.Net;
using System.Text.Json;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Tests.Ingest;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class KeyExpiryTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_time, ("Security:Open", "false"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task AKeyIsAcceptedUntilTheMomentItExpires()
    {
        var client = _gateway.Control(_gateway.Keys.Create("v", Role.Viewer, Hour).Secret);
        _time.Advance(Hour - TimeSpan.FromSeconds(1));
        await client.GetAsync("/api/v1/status", TestGateway.Token).ShouldBeAsync(HttpStatusCode.OK);

        _time.Advance(TimeSpan.FromSeconds(1));

        var problem = await client.GetAsync("/api/v1/status", TestGateway.Token).ShouldBeAsync(HttpStatusCode.Unauthorized);
        problem.Detail().ShouldContain("The key expired on 2025-03-01 at 13:00:00Z");
    }

    [Fact]
    public async Task AnExpiredKeySendsNoLogs()
    {
        var secret = _gateway.Keys.Create("shipper", Role.Ingest, Hour).Secret;
        _time.Advance(Hour);

        using var response = await _gateway.Ingest(secret).PostAsync("/ingest", Payloads.Content(Payloads.Lines("x"), "text/plain"), TestGateway.Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync(TestGateway.Token)).ShouldContain("expired on");
        _gateway.Journal.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASessionEndsWithItsKey()
    {
        var secret = _gateway.Keys.Create("v", Role.Viewer, Hour).Secret;
        var client = _gateway.Control();
        var cookie = (await client.GetAsync($"/login?key={secret}", TestGateway.Token)).Headers.GetValues("Set-Cookie").Single();
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);
        await client.GetAsync("/api/v1/status", TestGateway.Token).ShouldBeAsync(HttpStatusCode.OK);

        _time.Advance(Hour);

        await client.GetAsync("/api/v1/status", TestGateway.Token).ShouldBeAsync(HttpStatusCode.Unauthorized);
        var again = await _gateway.Control().GetAsync($"/login?key={secret}", TestGateway.Token).ShouldBeAsync(HttpStatusCode.Unauthorized);
        again.Detail().ShouldContain("expired on");
    }

    [Fact]
    public async Task TheApiMakesKeysThatExpireAndListsWhen()
    {
        var client = _gateway.Control(_gateway.Keys.Create("o", Role.Operator).Secret);

        var created = await client.SendJsonAsync("/api/v1/keys", """{"name":"ci","role":"Viewer","expiresInSeconds":60}""").ShouldBeAsync(HttpStatusCode.Created);

        created.GetProperty("key").GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(_time.GetUtcNow().AddMinutes(1));
        var listed = (await client.GetJsonAsync("/api/v1/keys")).GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("name").GetString() == "ci");
        listed.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(_time.GetUtcNow().AddMinutes(1));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(315_360_001)]
    [InlineData(long.MaxValue)]
    public async Task ALifetimeOutOfRangeIsABadRequest(long seconds)
    {
        var client = _gateway.Control(_gateway.Keys.Create("o", Role.Operator).Secret);

        var problem = await client.SendJsonAsync("/api/v1/keys", $$"""{"name":"","role":"Viewer","expiresInSeconds":{{seconds}}}""").ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().Length.ShouldBe(2);
        _gateway.Keys.List().Count.ShouldBe(1);
    }

    [Fact]
    public void AnOperatorKeyThatExpiresDoesNotCountAsTheLastOne()
    {
        var lasting = _gateway.Keys.Create("lasting", Role.Operator).Key;
        var passing = _gateway.Keys.Create("passing", Role.Operator, Hour).Key;

        _gateway.Keys.Revoke(lasting.Id).ShouldBe(RevokeResult.LastOperator);
        _gateway.Keys.Revoke(passing.Id).ShouldBe(RevokeResult.Revoked);
    }

    [Fact]
    public void AnOperatorKeyThatExpiresIsNotTheFirstOne()
    {
        _gateway.Keys.Create("passing", Role.Operator, Hour);

        _gateway.Keys.CreateFirstOperatorKey().ShouldNotBeNull();
    }

    [Fact]
    public void AFileOfTheVersionBeforeIsReadAndItsKeysDoNotExpire()
    {
        var data = Directory.CreateTempSubdirectory("key-file-");
        try
        {
            var (key, secret) = KeyRing.Open(new FileDocuments(data.FullName), _time).Create("old", Role.Operator);
            var file = Path.Combine(data.FullName, "keys.json");
            JsonDocument.Parse(File.ReadAllText(file)).RootElement[0].EnumerateObject().Select(member => member.Name)
                .ShouldBe(["id", "name", "role", "sha256", "createdUnixSeconds"]);

            _time.Advance(TimeSpan.FromDays(10_000));

            KeyRing.Open(new FileDocuments(data.FullName), _time).Look(secret, out var found).ShouldBe(KeyState.Valid);
            found.ShouldBe(key);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public void AnExpiredKeyIsFoundOnlyByWhoeverAsksForItsState()
    {
        var (key, secret) = _gateway.Keys.Create("v", Role.Viewer, Hour);
        _time.Advance(Hour);

        _gateway.Keys.TryFind(secret, out var none).ShouldBeFalse();
        none.ShouldBeNull();
        _gateway.Keys.Look(secret, out var found).ShouldBe(KeyState.Expired);
        found.ShouldBe(key);
        _gateway.Keys.Look(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), out _).ShouldBe(KeyState.Unknown);
    }
}
