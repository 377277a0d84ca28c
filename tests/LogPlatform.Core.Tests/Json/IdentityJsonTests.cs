using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Json;

public sealed class IdentityJsonTests
{
    private static readonly ReleaseId Release = ReleaseId.TryParse("1.4.0", out var id) ? id : default;
    private static readonly Fingerprint Print = Fingerprint.TryParse(new string('a', 64), out var print) ? print : default;

    [Fact]
    public void EachIdentityHasOneForm()
    {
        Form(Release).ShouldBe("\"1.4.0\"");
        Form(Print).ShouldBe($"\"{new string('a', 64)}\"");
        Form(new Generation(7)).ShouldBe("7");
        Form(new DeploymentId(12)).ShouldBe("12");
        Form(new RewindId(3)).ShouldBe("3");
        Form(new BatchId(long.MaxValue)).ShouldBe("9223372036854775807");
        Form(default(ReleaseId)).ShouldBe("\"\"");
        Form(default(Fingerprint)).ShouldBe("\"\"");
        Form(new SlotPointer(Color.Green, new Generation(2), Release)).ShouldBe("""{"color":"Green","generation":2,"release":"1.4.0"}""");
        Form(new GenerationTotals(new Generation(2), Release, 1, 2, 3, 4))
            .ShouldBe("""{"generation":2,"release":"1.4.0","batches":1,"committed":2,"quarantined":3,"dropped":4,"settled":9}""");
    }

    [Fact]
    public void EachEnumIsItsName()
    {
        Form(Color.Blue).ShouldBe("\"Blue\"");
        Form(NodeState.Restarting).ShouldBe("\"Restarting\"");
        Form(RolloutPhase.AwaitingApproval).ShouldBe("\"AwaitingApproval\"");
        Form(OldSlot.Warm).ShouldBe("\"Warm\"");
        Form(CheckMode.Advisory).ShouldBe("\"Advisory\"");
        Form(Verdict.Inconclusive).ShouldBe("\"Inconclusive\"");
        Form(CheckStage.Bake).ShouldBe("\"Bake\"");
        Form(ChangeKind.Added).ShouldBe("\"Added\"");
        Form(ChangeDisposition.Noise).ShouldBe("\"Noise\"");
        Form(Rehearsals.JobPhase.Cancelled).ShouldBe("\"Cancelled\"");
    }

    [Fact]
    public void IdentitiesAreKeysToo()
    {
        Form(new Dictionary<Generation, long> { [new(7)] = 3 }).ShouldBe("""{"7":3}""");
        Form(new Dictionary<ReleaseId, long> { [Release] = 3 }).ShouldBe("""{"1.4.0":3}""");
        JsonSerializer.Deserialize<Dictionary<Generation, long>>("""{"7":3}""")![new(7)].ShouldBe(3);
        JsonSerializer.Deserialize<Dictionary<ReleaseId, long>>("""{"1.4.0":3}""")![Release].ShouldBe(3);
    }

    [Theory]
    [InlineData(typeof(ReleaseId), "\"../up\"")]
    [InlineData(typeof(ReleaseId), "7")]
    [InlineData(typeof(ReleaseId), "null")]
    [InlineData(typeof(Fingerprint), "\"abc\"")]
    [InlineData(typeof(Generation), "\"7\"")]
    [InlineData(typeof(Generation), "1.5")]
    [InlineData(typeof(Generation), "9223372036854775808")]
    [InlineData(typeof(Dictionary<Generation, long>), """{"x":1}""")]
    [InlineData(typeof(Dictionary<ReleaseId, long>), """{"a/b":1}""")]
    [InlineData(typeof(RolloutPhase), "\"Nowhere\"")]
    public void WhatIsNotWellFormedIsRefused(Type type, string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, type, JsonSerializerOptions.Web));

    private static string Form<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
        JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web).ShouldBe(value);
        return json;
    }
}
