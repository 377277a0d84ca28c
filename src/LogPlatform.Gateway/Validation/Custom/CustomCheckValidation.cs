using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>Refuses checks that could not be asked.</summary>
internal sealed class CustomCheckValidation : IValidateOptions<CustomCheckList>
{
    public ValidateOptionsResult Validate(string? name, CustomCheckList options)
    {
        var mistakes = options.SelectMany(check => MistakesOf(check.Key, check.Value)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> MistakesOf(string name, CustomCheckOptions check)
    {
        var place = $"{CustomCheckOptions.Section}:{name}";
        if (check.Url is null == string.IsNullOrEmpty(check.Command))
        {
            yield return $"{place}: needs a Url or a Command, and not both.";
        }

        if (check.Url is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            yield return $"{place}:Url: {url} is no absolute http or https address.";
        }

        if (check.Timeout < TimeSpan.FromMilliseconds(100) || check.Timeout > TimeSpan.FromMinutes(10))
        {
            yield return $"{place}:Timeout: {check.Timeout} is not between 100 ms and 10 min.";
        }

        if (check.Interval < TimeSpan.FromMilliseconds(100) || check.Interval > TimeSpan.FromHours(1))
        {
            yield return $"{place}:Interval: {check.Interval} is not between 100 ms and 1 h.";
        }
    }
}
