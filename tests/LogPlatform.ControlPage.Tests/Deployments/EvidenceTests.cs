using LogPlatform.ControlPage.Deployments;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.ControlPage.Tests.Deployments;

/// <summary>What an operator reads to decide.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task ExamplesThatSayTheSameAreShownOnce()
    {
        ChangeExample[] examples = [new(1, 0, null, "ann"), new(2, 0, null, "ann"), new(3, 0, "bob", "ann")];
        var change = new FieldChange("shop", "oncall", ChangeKind.Added, 3, 3, ChangeDisposition.Expected, examples);

        var html = await Rendered.HtmlAsync<ChangeBrowser>((nameof(ChangeBrowser.Changes), new[] { change }));

        html.Split("class=\"before\"").Length.ShouldBe(1 + 2);
        html.ShouldContain("batch 1<");
        html.ShouldContain("batch 3<");
    }

    [Theory]
    [InlineData(120, "120 of 500 records")]
    [InlineData(500, "500 of 500 records")]
    [InlineData(10_100, "10,100 records, 500 needed")]
    public async Task SamplesAreToldBesideWhatIsNeeded(long samples, string told)
    {
        var report = new CheckReport { Check = CheckNames.Errors, Stage = CheckStage.Validation, Verdict = Verdict.Inconclusive, Summary = "s", Samples = samples, MinSamples = 500, SampleUnit = "record" };
        var state = TestStates.Started(1) with { Phase = RolloutPhase.Validating, Checks = [report] };

        (await Rendered.HtmlAsync<CheckRows>((nameof(CheckRows.State), state), (nameof(CheckRows.Stage), CheckStage.Validation))).ShouldContain(told);
    }
}
