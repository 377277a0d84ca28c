using System.Net;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class DeniedActionTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private (ApiKey Key, string Secret) _viewer;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time, ("Security:Open", "false"));
        _viewer = _gateway.Keys.Create("reader", Role.Viewer);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task AViewersKeyOnAnOperatorsActionIsRefusedAndAudited()
    {
        _gateway.Deployments.Put(TestStates.Started(3));

        await _gateway.Control(_viewer.Secret).SendJsonAsync("/api/v1/deployments/3/abort", """{"reason":"let me"}""").ShouldBeAsync(HttpStatusCode.Forbidden);

        _gateway.Deployments.Commands.ShouldBeEmpty();
        var fact = _gateway.Audit.Facts.ShouldHaveSingleItem();
        fact.Actor.ShouldBe($"reader ({_viewer.Key.Id})");
        fact.Action.ShouldBe("deployment.abort.denied");
        fact.Subject.ShouldBe("/api/v1/deployments/3/abort");
        fact.Detail.ShouldBe("The role does not allow it.");
    }

    [Fact]
    public async Task AnExpiredKeyOnAnOperatorsActionIsRefusedAndAudited()
    {
        var (key, secret) = _gateway.Keys.Create("ci", Role.Operator, TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        var problem = await _gateway.Control(secret).SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Unauthorized);

        problem.Detail().ShouldContain("expired on");
        var fact = _gateway.Audit.Facts.ShouldHaveSingleItem();
        (fact.Actor, fact.Action, fact.Detail).ShouldBe(($"ci ({key.Id})", "deployment.rollback.denied", "The key has expired."));
    }

    [Fact]
    public async Task AForeignPagesRequestWithAnOperatorsSessionIsAudited()
    {
        var (_, secret) = _gateway.Keys.Create("o", Role.Operator);
        var client = _gateway.Control();
        var cookie = (await client.GetAsync($"/login?key={secret}", TestGateway.Token)).Headers.GetValues("Set-Cookie").Single();
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';')]);

        await client.SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Forbidden);

        _gateway.Audit.Facts.ShouldHaveSingleItem().Detail.ShouldContain("X-LogPlatform-Request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("lp_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task WhoeverHasNoKeyOfOursIsNotWrittenDown(string? key)
    {
        await _gateway.Control(key).SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Unauthorized);

        _gateway.Audit.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadingWithTooSmallARoleIsRefusedAndNotWrittenDown()
    {
        await _gateway.Control(_viewer.Secret).GetAsync("/api/v1/keys", TestGateway.Token).ShouldBeAsync(HttpStatusCode.Forbidden);

        _gateway.Audit.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task AKeyIsWrittenDownOnceASecondAndTheRestIsCounted()
    {
        var client = _gateway.Control(_viewer.Secret);
        for (var i = 0; i < 50; i++)
        {
            await client.SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Forbidden);
        }

        var other = _gateway.Control(_gateway.Keys.Create("other", Role.Viewer).Secret);
        await other.SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Forbidden);
        _gateway.Audit.Facts.Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(1));
        await client.SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Forbidden);

        _gateway.Audit.Facts.Count.ShouldBe(3);
        _gateway.Audit.Facts[2].Detail.ShouldContain("49 refusals");
    }

    [Fact]
    public async Task ARefusalStandsEvenWhenItCannotBeWrittenDown()
    {
        _gateway.Audit.IsFull = true;

        await _gateway.Control(_viewer.Secret).SendJsonAsync("/api/v1/rollback").ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ALongPathIsCutShort()
    {
        await _gateway.Control(_viewer.Secret).DeleteAsync("/api/v1/keys/" + new string('x', 3000), TestGateway.Token).ShouldBeAsync(HttpStatusCode.Forbidden);

        _gateway.Audit.Facts.ShouldHaveSingleItem().Subject.Length.ShouldBe(200);
    }
}
