using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>What a custom check answered.</summary>
/// <param name="Verdict">Its verdict; inconclusive when it gave none.</param>
/// <param name="Message">What it says, or why there is no verdict.</param>
internal sealed record CustomAnswer(Verdict Verdict, string Message)
{
    public static CustomAnswer None(string why) => new(Verdict.Inconclusive, why);
}
