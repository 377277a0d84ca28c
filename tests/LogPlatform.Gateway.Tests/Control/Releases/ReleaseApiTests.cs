using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LogPlatform.Core.Releases;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control.Releases;

public sealed class ReleaseApiTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        var files = new Dictionary<string, Fingerprint> { ["a.dll"] = TestStates.Print('1'), ["b.dll"] = TestStates.Print('2') };
        var others = new Dictionary<string, Fingerprint> { ["a.dll"] = TestStates.Print('3'), ["c.dll"] = TestStates.Print('2') };
        _gateway.Releases.Add(
            TestStates.Release("1.0-aaaaaaaa") with { ExpectedChanges = [new ExpectedChange("body")] },
            "rules:\n- drop: debug\n",
            files,
            new KnownAnswer("one", "in"u8.ToArray(), "out"u8.ToArray()));
        _gateway.Releases.Add(
            TestStates.Release("2.0-bbbbbbbb", 'b') with { ExpectedChanges = [new ExpectedChange("user.*", "auth")], Notes = "new masks" },
            "rules:\n- drop: trace\n",
            others,
            new KnownAnswer("one", "in"u8.ToArray(), "other"u8.ToArray()));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task TheReleasesAreListedWithTheActiveOne()
    {
        var list = await _gateway.Control().GetJsonAsync("/api/v1/releases");

        list.GetProperty("active").GetString().ShouldBe("1.0-aaaaaaaa");
        list.GetProperty("releases").EnumerateArray().Select(release => release.GetProperty("id").GetString()).ShouldBe(["2.0-bbbbbbbb", "1.0-aaaaaaaa"]);
    }

    [Theory]
    [InlineData("1.0-aaaaaaaa")]
    [InlineData("active")]
    public async Task AReleaseIsShownByItsNameOrAsTheActiveOne(string id)
    {
        var release = await _gateway.Control().GetJsonAsync("/api/v1/releases/" + id);

        release.GetProperty("id").GetString().ShouldBe("1.0-aaaaaaaa");
        release.GetProperty("fingerprint").GetString().ShouldBe(new string('a', 64));
        release.GetProperty("expectedChanges")[0].GetProperty("field").GetString().ShouldBe("body");
    }

    [Fact]
    public async Task TheRulesAreYaml()
    {
        using var response = await _gateway.Control().GetAsync("/api/v1/releases/active/rules", TestGateway.Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/yaml");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await response.Content.ReadAsStringAsync(TestGateway.Token)).ShouldBe("rules:\n- drop: debug\n");
    }

    [Fact]
    public async Task ADiffNamesEverythingThatIsDifferent()
    {
        var diff = await _gateway.Control().GetJsonAsync("/api/v1/releases/active/diff/2.0-bbbbbbbb");

        diff.GetProperty("sameContent").GetBoolean().ShouldBeFalse();
        diff.GetProperty("rules").GetString().ShouldBe("@@ -1,2 +1,2 @@\n rules:\n-- drop: debug\n+- drop: trace\n");
        diff.GetProperty("files").ToString().ShouldBe("""{"added":["c.dll"],"removed":["b.dll"],"changed":["a.dll"]}""");
        diff.GetProperty("samples").ToString().ShouldBe("""{"added":[],"removed":[],"changed":["one"]}""");
        diff.GetProperty("expectedChanges").ToString().ShouldBe("""{"added":["user.*@auth"],"removed":["body"],"changed":[]}""");
    }

    [Fact]
    public async Task AReleaseIsEqualToItself()
    {
        var diff = await _gateway.Control().GetJsonAsync("/api/v1/releases/2.0-bbbbbbbb/diff/2.0-bbbbbbbb");

        (diff.GetProperty("sameArtifact").GetBoolean(), diff.GetProperty("sameConfiguration").GetBoolean(), diff.GetProperty("sameContent").GetBoolean()).ShouldBe((true, true, true));
        diff.GetProperty("rules").GetString().ShouldBeEmpty();
        diff.GetProperty("files").ToString().ShouldBe("""{"added":[],"removed":[],"changed":[]}""");
    }

    [Theory]
    [InlineData("3.0-cccccccc")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%00")]
    public async Task AnUnknownReleaseIsNotFound(string id)
    {
        foreach (var path in (string[])[id, $"{id}/rules", $"{id}/diff/active", $"active/diff/{id}"])
        {
            (await _gateway.Control().GetAsync("/api/v1/releases/" + path, TestGateway.Token)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Created)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task ANewReleaseIsCreatedAndTheSameContentTwiceIsOneRelease(bool isNew, HttpStatusCode status)
    {
        _gateway.Releases.Intake = new ReleaseIntake(TestStates.Release("3.0-cccccccc", 'c'), isNew, []);
        using var response = await _gateway.Control().PostAsync("/api/v1/releases", Zip([7, 8, 9]), TestGateway.Token);

        response.StatusCode.ShouldBe(status);
        response.Headers.Location?.OriginalString.ShouldBe("/api/v1/releases/3.0-cccccccc");
        _gateway.Releases.Archive.ShouldBe([7, 8, 9]);
        _gateway.Audit.Facts.Select(fact => (fact.Action, fact.Subject)).ShouldBe([("release.create", "release"), ("release.created", "release/3.0-cccccccc")]);
    }

    [Fact]
    public async Task AnArchiveThatLeavesItsFolderIsRefusedWithAllErrorsAndAudited()
    {
        _gateway.Releases.Intake = new ReleaseIntake(null, false, ["../evil: leads out of the release.", "rules.yaml, line 3: no such field."]);

        var problem = await _gateway.Control().PostAsync("/api/v1/releases", Zip([1]), TestGateway.Token).ShouldBeAsync(HttpStatusCode.BadRequest);

        problem.Errors().ShouldBe(["../evil: leads out of the release.", "rules.yaml, line 3: no such field."]);
        _gateway.Audit.Facts.Select(fact => fact.Action).ShouldBe(["release.create", "release.refused"]);
        _gateway.Audit.Facts[1].Detail.ShouldContain("../evil");
    }

    [Fact]
    public async Task AnotherContentTypeIsRefusedUnread()
    {
        var problem = await _gateway.Control().SendJsonAsync("/api/v1/releases", "{}").ShouldBeAsync(HttpStatusCode.UnsupportedMediaType);

        problem.Detail().ShouldContain("application/zip");
        _gateway.Releases.Archive.ShouldBeNull();
        _gateway.Audit.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnArchiveOverTheLimitIsRefusedBeforeItsFirstByte()
    {
        // By hand: a client would begin with the body when the answer takes long.
        using var client = new TcpClient();
        await client.ConnectAsync(_gateway.Bound.Control!, TestGateway.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /api/v1/releases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/zip\r\nContent-Length: 536870913\r\n\r\n"u8.ToArray(), TestGateway.Token);

        using var answer = new StreamReader(stream);
        (await answer.ReadLineAsync(TestGateway.Token)).ShouldNotBeNull().ShouldStartWith("HTTP/1.1 413 ");
        _gateway.Releases.Archive.ShouldBeNull();
    }

    [Fact]
    public async Task AnArchiveLargerThanABatchMayBeIsTaken()
    {
        await using var gateway = await TestGateway.StartAsync(("Ingest:MaxBodyBytes", "1048576"));
        gateway.Releases.Intake = new ReleaseIntake(TestStates.Release("3.0-cccccccc", 'c'), true, []);

        await gateway.Control().PostAsync("/api/v1/releases", Zip(new byte[2 << 20]), TestGateway.Token).ShouldBeAsync(HttpStatusCode.Created);

        gateway.Releases.Archive!.Length.ShouldBe(2 << 20);
    }

    [Fact]
    public async Task WithoutRoomOnTheDiskTheClientIsToldToComeBack()
    {
        _gateway.Releases.Failure = new IOException("No space left on device");

        await _gateway.Control().PostAsync("/api/v1/releases", Zip([1]), TestGateway.Token).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
    }

    private static ByteArrayContent Zip(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
}
