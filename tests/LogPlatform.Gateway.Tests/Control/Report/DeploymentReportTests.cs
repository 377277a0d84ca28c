using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Control.Report;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.Gateway.Tests.Control.Report;

public sealed class DeploymentReportTests
{
    private const string Evil = "<script>alert(1)</script>\" onload='x' &amp;";

    [Fact]
    public void TheReportTellsWhatHappenedWhatWasFoundWhatItTookAndTheLedger()
    {
        var html = Write(TestStates.RolledBack(4));

        foreach (var told in (string[])[
            "Deployment 4: 2.0-bbbbbbbb", "RolledBack", "The check output-diff failed after the switch.", "new masks", "me (12345678)", "2025-03-01 12:00:00Z",
            "1.0-aaaaaaaa on Blue, generation 7", "2.0-bbbbbbbb on Green, generation 8", "1.0-aaaaaaaa on Blue, generation 9",
            "Asked for.", "Checks after the switch", "output-diff", "1 field differs in 12% of records.", "5,000 of 5,000 record", "records different: 600", "Infinity",
            "user.email", "600 of 5,000 (12%)", "Unexpected", "***", "xx@x.xx", "4.2 ms", "0.11 ms", "35 ms", "995", "Balanced", "5 min"])
        {
            html.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(told));
        }
    }

    [Fact]
    public void AReportOfADeploymentThatHasJustBegunSaysWhatIsKnown()
    {
        var html = Write(TestStates.Started(1));

        html.ShouldContain("not switched");
        html.ShouldNotContain("<h2>Ledger</h2>");
        html.ShouldNotContain("How long switching took");
    }

    [Fact]
    public void NothingThatSomebodyWroteIsMarkup()
    {
        var state = TestStates.RolledBack(4);
        var check = state.Checks[0] with
        {
            Check = "custom:" + Evil,
            Summary = Evil,
            SampleUnit = Evil,
            Figures = [new CheckFigure(Evil, 1)],
            Changes = [new FieldChange(Evil, Evil, ChangeKind.Changed, 1, 2, ChangeDisposition.Unexpected, [new ChangeExample(1, 2, Evil, Evil), new ChangeExample(1, 3, Evil, null)])],
        };
        state = state with
        {
            Reason = Evil,
            Actor = Evil,
            Outcome = Evil,
            ApprovedBy = Evil,
            Checks = [check],
            Timeline = [new TimelineEntry(TestStates.Start, RolloutPhase.Baking, Evil, Evil)],
            Strategy = new Strategy { Checks = new Dictionary<string, CheckMode> { ["custom:" + Evil] = CheckMode.Off } },
        };
        var release = TestStates.Release("2.0-bbbbbbbb") with { Notes = Evil, ExpectedChanges = [new ExpectedChange(Evil, Evil)] };

        var html = DeploymentReport.Write(state, release, TestStates.Start);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("onload='x'");
        html.Split("&lt;script&gt;alert(1)&lt;/script&gt;").Length.ShouldBe(20);
    }

    [Fact]
    public void APageHasNoScriptsAndItsStyleIsTheOneItsPolicyKnows()
    {
        var html = Write(TestStates.RolledBack(4));

        html.ShouldContain($"<style>{ReportStyle.Css}</style>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("src=");
    }

    [Theory]
    [InlineData(0, 5000, "0%")]
    [InlineData(1, 5_000_000, "< 0.01%")]
    [InlineData(4_999_999, 5_000_000, "> 99.99%")]
    [InlineData(5000, 5000, "100%")]
    [InlineData(600, 5000, "12%")]
    public void AShareIsNeverRoundedToNoneOrAll(long part, long whole, string said) => ReportWords.Share(part, whole).ShouldBe(said);

    private static string Write(RolloutState state) => DeploymentReport.Write(state, TestStates.Release("2.0-bbbbbbbb"), TestStates.Start.AddMinutes(5));
}
