using System.Globalization;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>Asks a custom check again and again: before the switch until it has a verdict, in the bake to the end.</summary>
internal sealed class CustomCheckLoop(string check, ICustomProbe probe, CustomCheckOptions options, CustomQuestion question, TimeProvider time)
{
    /// <summary>Runs until the verdict is final or <paramref name="stop"/>. Each answer is told.</summary>
    public async Task RunAsync(Action<CheckReport> tell, CancellationToken stop)
    {
        for (var asked = 1; ; asked++)
        {
            var answer = await AskAsync(stop);
            tell(Report(answer, asked));
            if (answer.Verdict == Verdict.Fail || (answer.Verdict == Verdict.Pass && question.Stage == CheckStage.Validation))
            {
                return;
            }

            await Task.Delay(options.Interval, time, stop);
        }
    }

    /// <summary>What is said before the first answer.</summary>
    public CheckReport Unasked() => Report(CustomAnswer.None("it has not answered yet"), 0);

    private async Task<CustomAnswer> AskAsync(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await probe.AskAsync(question, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return CustomAnswer.None(string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.###} s"));
        }
    }

    private CheckReport Report(CustomAnswer answer, int asked) => new()
    {
        Check = check,
        Stage = question.Stage,
        Verdict = answer.Verdict,
        Summary = answer.Message.Length > 0 ? answer.Message : $"it says {answer.Verdict.ToString().ToLowerInvariant()}",
        Samples = asked,
        MinSamples = 1,
        SampleUnit = "answer",
    };
}
