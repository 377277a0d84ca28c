using System.Text;
using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Standalone.Slots;

namespace LogPlatform.Standalone.Tests.Slots;

public sealed class LocalSampleRunnerTests
{
    private const string Rules = """
        version: 1
        rules:
          - when: body contains "secret"
            drop: true
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SamplesGoThroughTheReleaseInOrderAndNothingOfThemReachesTheJournal()
    {
        await using var fixture = await SlotFixture.StartAsync();
        var release = fixture.Catalog.Bundle("2.0", Repository.WorkerFolder, Rules).Id;
        var runner = new LocalSampleRunner(fixture.Slots, TimeProvider.System);
        var outcomes = await runner.RunAsync(release, [Sample("two", "first\nsecret\n{\"message\":\"second\",\"user\":7}\n"), Sample("none", "secret\n")], Cancel);
        outcomes.Select(outcome => (outcome.Name, outcome.Failure)).ShouldBe([("two", null), ("none", null)]);
        var records = Lines(outcomes[0]);
        records.Select(record => record.GetProperty("body").GetString()).ShouldBe(["first", "second"]);
        records.ShouldAllBe(record => record.GetProperty("time").GetString() == "2026-01-01T00:00:00.000000000Z");
        records[1].GetProperty("attributes").GetProperty("user").GetInt32().ShouldBe(7);
        Lines(outcomes[1]).ShouldBeEmpty();
        fixture.Journal.LastDurable.Value.ShouldBe(0);
        var again = await runner.RunAsync(release, [Sample("two", "first\nsecret\n{\"message\":\"second\",\"user\":7}\n")], Cancel);
        again[0].Output.ToArray().ShouldBe(outcomes[0].Output.ToArray());
    }

    [Fact]
    public async Task AReleaseThatFailsOnASampleIsSaidSampleBySample()
    {
        await using var fixture = await SlotFixture.StartAsync();
        var runner = new LocalSampleRunner(fixture.Slots, TimeProvider.System);
        var crash = await runner.RunAsync(await fixture.FaultyAsync(new { exit = true, afterUnits = 1 }), [Sample("a", "x\n"), Sample("b", "y\n")], Cancel);
        crash[0].Failure.ShouldBeNull();
        crash[1].Failure.ShouldNotBeNull().ShouldContain("lost");
        (await runner.RunAsync(await fixture.FaultyAsync(new { garbage = true }), [Sample("a", "x\n")], Cancel))[0].Failure.ShouldNotBeNull();
        (await runner.RunAsync(await fixture.FaultyAsync(new { wrongTallies = true }), [Sample("a", "x\n")], Cancel))[0].Failure.ShouldNotBeNull().ShouldContain("account");
    }

    [Fact]
    public async Task AReleaseThatDoesNotStartIsAnError()
    {
        await using var fixture = await SlotFixture.StartAsync();
        var release = await fixture.FaultyAsync(new { refuseToStart = 78 });
        await Should.ThrowAsync<SlotProvisionException>(new LocalSampleRunner(fixture.Slots, TimeProvider.System).RunAsync(release, [Sample("a", "x\n")], Cancel));
    }

    private static KnownAnswer Sample(string name, string input) => new(name, Encoding.UTF8.GetBytes(input), default);

    private static List<JsonElement> Lines(SampleOutcome outcome) =>
        [.. Encoding.UTF8.GetString(outcome.Output.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
