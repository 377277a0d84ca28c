using LogPlatform.Gateway.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogPlatform.Gateway.Control.Requests;

/// <summary>A request's body as it was understood.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">What it says; null when it was not understood.</param>
/// <param name="Errors">What makes no sense in it, by member; empty when it was not looked at.</param>
/// <param name="Refusal">Why it was not looked at; null when it was.</param>
internal readonly record struct ReadBody<T>(T? Value, IReadOnlyList<string> Errors, ProblemHttpResult? Refusal)
    where T : class
{
    /// <summary>The answer when there is no value.</summary>
    public ProblemHttpResult Problem => Refusal ?? Problems.Invalid(Errors);
}
