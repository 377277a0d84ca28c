using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Core.Tests.Validation.Checks;

public class KnownAnswersCheckTests
{
    [Fact]
    public void WithoutSamplesItPassesAndSaysThatNothingIsShown()
    {
        var report = new KnownAnswersCheck(CheckStage.Validation, 0).Report();
        report.Verdict.ShouldBe(Verdict.Pass);
        report.Summary.ShouldContain("no samples");
    }

    [Fact]
    public void EverySampleHasToBeRight()
    {
        var check = new KnownAnswersCheck(CheckStage.Validation, 2);
        check.Observe(new AnswerResult("one", []));
        check.Observe(new AnswerResult("one", []));
        check.Report().Verdict.ShouldBe(Verdict.Inconclusive);
        check.Observe(new AnswerResult("two", []));
        check.Report().Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void AFailNamesTheFirstDifference()
    {
        var check = new KnownAnswersCheck(CheckStage.Validation, 1);
        check.Observe(new AnswerResult("login", ["record 1, body: expected \"a\", got \"b\"", "more"]));
        check.Report().Verdict.ShouldBe(Verdict.Fail);
        check.Report().Summary.ShouldBe("sample login: record 1, body: expected \"a\", got \"b\" (and 1 more)");
    }

    [Fact]
    public void ASampleThatGivesNothingFails()
    {
        var check = new KnownAnswersCheck(CheckStage.Validation, 1);
        check.Observe(new AnswerResult("login", [], "the worker died"));
        check.Report().Summary.ShouldBe("sample login: the worker died");
    }
}
