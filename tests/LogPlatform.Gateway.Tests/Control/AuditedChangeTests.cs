using System.Net;
using System.Net.Http.Headers;
using LogPlatform.Core.Releases;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control;

public sealed class AuditedChangeTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;
    private string _actor = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(("Security:Open", "false"));
        var (key, secret) = _gateway.Keys.Create("me", Role.Operator);
        (_client, _actor) = (_gateway.Control(secret), $"me ({key.Id})");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task MakingAndRevokingAKeyIsWrittenDownWithItsId()
    {
        var created = await _client.SendJsonAsync("/api/v1/keys", """{"name":"ci","role":"Viewer"}""").ShouldBeAsync(HttpStatusCode.Created);
        var id = created.GetProperty("key").GetProperty("id").GetString();
        (await _client.DeleteAsync($"/api/v1/keys/{id}", TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _client.DeleteAsync($"/api/v1/keys/{id}", TestGateway.Token).ShouldBeAsync(HttpStatusCode.NotFound);

        _gateway.Audit.Facts.Select(fact => (fact.Actor, fact.Action, fact.Subject)).ShouldBe([(_actor, "key.create", $"key/{id}"), (_actor, "key.revoke", $"key/{id}")]);
        _gateway.Audit.Facts[0].Detail.ShouldBe("ci, role Viewer, does not expire");
    }

    [Fact]
    public async Task ReprocessingIsWrittenDown()
    {
        _gateway.Quarantine.Add(4, "payload"u8.ToArray());
        await _client.SendJsonAsync("/api/v1/quarantine/5/reprocess").ShouldBeAsync(HttpStatusCode.NotFound);
        await _client.SendJsonAsync("/api/v1/quarantine/4/reprocess").ShouldBeAsync(HttpStatusCode.OK);
        await _client.SendJsonAsync("/api/v1/quarantine/reprocess").ShouldBeAsync(HttpStatusCode.OK);

        _gateway.Audit.Facts.Select(fact => (fact.Action, fact.Subject)).ShouldBe([("quarantine.reprocess", "quarantine/4"), ("quarantine.reprocess", "quarantine")]);
    }

    [Fact]
    public async Task WhatCannotBeWrittenDownIsNotDone()
    {
        var (other, _) = _gateway.Keys.Create("other", Role.Viewer);
        _gateway.Quarantine.Add(4, "payload"u8.ToArray());
        _gateway.Releases.Intake = new ReleaseIntake(TestStates.Release("1.0-aaaaaaaa"), true, []);
        _gateway.Audit.IsFull = true;
        using var archive = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };

        await _client.SendJsonAsync("/api/v1/keys", """{"name":"ci","role":"Viewer"}""").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _client.DeleteAsync($"/api/v1/keys/{other.Id}", TestGateway.Token).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _client.SendJsonAsync("/api/v1/quarantine/4/reprocess").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _client.SendJsonAsync("/api/v1/quarantine/reprocess").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _client.SendJsonAsync("/api/v1/rehearsals", """{"release":"r","from":"-1h"}""").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _client.PostAsync("/api/v1/releases", archive, TestGateway.Token).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);

        _gateway.Keys.List().Select(key => key.Name).ShouldBe(["me", "other"], ignoreOrder: true);
        _gateway.Quarantine.Count.ShouldBe(1);
        _gateway.Journal.Batches.ShouldBeEmpty();
        _gateway.Jobs.Request.ShouldBeNull();
        _gateway.Releases.Archive.ShouldBeNull();
    }

    [Fact]
    public async Task TheLogIsListedInPagesAndVerified()
    {
        for (var i = 0; i < 3; i++)
        {
            await _client.SendJsonAsync("/api/v1/quarantine/reprocess").ShouldBeAsync(HttpStatusCode.OK);
        }

        var first = await _client.GetJsonAsync("/api/v1/audit?limit=2");
        var second = await _client.GetJsonAsync("/api/v1/audit?limit=2&after=" + first.GetProperty("next").GetInt64());
        var verified = await _client.GetJsonAsync("/api/v1/audit/verify");

        first.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("number").GetInt64()).ShouldBe([1, 2]);
        var last = second.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        last.GetProperty("fact").GetProperty("action").GetString().ShouldBe("quarantine.reprocess");
        second.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        verified.GetProperty("isIntact").GetBoolean().ShouldBeTrue();
        verified.GetProperty("head").GetString().ShouldBe(last.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    public async Task APageThatMakesNoSenseIsABadRequest(string query)
    {
        (await _client.GetAsync("/api/v1/audit?" + query, TestGateway.Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
