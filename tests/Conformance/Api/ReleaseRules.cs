using System.Net;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>Releases: taken in, looked at, compared, refused.</summary>
public abstract class ReleaseRules(PlatformUnderTest platform) : ApiRules(platform)
{
    [Fact]
    public async Task AReleaseIsTakenInOnceAndSeenAtEveryGateway()
    {
        var serving = (await Deployments.PointerAsync()).Release.Name;
        var version = NewName();
        var archive = ReleaseArchive.Of(version, serving, ["colour"], "says a colour").WithRules("version: 1\nrules:\n  - name: colour\n    set:\n      colour: red\n").ToBytes();

        var (created, first) = await Deployments.UploadAsync(archive);
        created.ShouldBe(HttpStatusCode.Created);
        var name = first.GetProperty("id").GetString()!;
        name.ShouldStartWith(version + "-");
        var (again, second) = await new DeploymentApi(Other).UploadAsync(archive);
        (again, second.GetProperty("id").GetString()).ShouldBe((HttpStatusCode.OK, name), "the same content twice is one release");

        foreach (var at in Both)
        {
            var list = (await GetAsync(at, "api/v1/releases")).ShouldBe(HttpStatusCode.OK);
            list["active"].GetString().ShouldBe(serving);
            list["releases"].EnumerateArray().Count(release => release.GetProperty("id").GetString() == name).ShouldBe(1);
            (await GetAsync(at, $"api/v1/releases/{name}")).ShouldBe(HttpStatusCode.OK)["notes"].GetString().ShouldBe("says a colour");
            (await GetAsync(at, $"api/v1/releases/{name}/rules")).ShouldBe(HttpStatusCode.OK).Text.ShouldContain("colour: red");
            var diff = (await GetAsync(at, $"api/v1/releases/active/diff/{name}")).ShouldBe(HttpStatusCode.OK);
            (diff["from"].GetString(), diff["to"].GetString(), diff["sameArtifact"].GetBoolean(), diff["sameConfiguration"].GetBoolean()).ShouldBe((serving, name, true, false));
            diff["rules"].GetString()!.ShouldContain("+      colour: red");
            diff["expectedChanges"].GetProperty("added").EnumerateArray().Select(field => field.GetString()).ShouldBe(["colour"]);
        }
    }

    [Fact]
    public async Task AReleaseThatIsNotSoundIsRefusedWithTheReasonAndNothingIsKeptOfIt()
    {
        var serving = (await Deployments.PointerAsync()).Release.Name;
        var before = (await GetAsync(One, "api/v1/releases")).Text;
        var refused = (await FactsAsync(One)).Count(fact => fact.Action == "release.refused");

        await RefusedAsync(ReleaseArchive.Of("2.0", serving).With("worker/../../../evil.txt", "evil").ToBytes(), "leads out");
        await RefusedAsync(ReleaseArchive.Of("2.0", serving).WithRules("version: 1\nrules:\n  - name: x\n    dropp: {}\n").ToBytes(), "rules.yaml(4,5)");
        await RefusedAsync(ReleaseArchive.Of("2.0", "9.9-0123456789ab").WithRules().ToBytes(), "9.9-0123456789ab");
        await RefusedAsync("no archive"u8.ToArray(), "ZIP");
        (await PostAsync(One, "api/v1/releases", new { version = "2.0" })).ShouldBe(HttpStatusCode.UnsupportedMediaType);

        (await GetAsync(Other, "api/v1/releases")).Text.ShouldBe(before);
        (await FactsAsync(Other)).Count(fact => fact.Action == "release.refused").ShouldBe(refused + 4);
    }

    [Theory]
    [InlineData("api/v1/releases/9.9-01234567")]
    [InlineData("api/v1/releases/9.9-01234567/rules")]
    [InlineData("api/v1/releases/active/diff/9.9-01234567")]
    [InlineData("api/v1/releases/no%20name")]
    public async Task AReleaseThatIsNotThereIsUnknown(string path) => (await GetAsync(One, path)).ShouldBe(HttpStatusCode.NotFound);

    private async Task RefusedAsync(byte[] archive, string said)
    {
        var (status, body) = await Deployments.UploadAsync(archive);
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("detail").GetString()!.ShouldContain(said);
    }
}
