using System.CommandLine.Parsing;

namespace LogPlatform.Cli.App;

/// <summary>Addresses as people type them: <c>localhost:8080</c> means http.</summary>
internal static class UrlArgument
{
    /// <summary>Parses an option's value.</summary>
    public static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var url))
        {
            return url;
        }

        result.AddError($"'{text}' is no http or https address, like http://127.0.0.1:8080");
        return null;
    }

    /// <summary>The address in an environment variable; null when it is not set.</summary>
    public static Uri? OfVariable(CliContext context, string name)
    {
        var text = context.Variable(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return TryParse(text.Trim(), out var url)
            ? url
            : throw new CommandFailedException(ExitCode.Usage, $"{name} is '{text}', which is no http or https address.", $"Set it like {name}=http://127.0.0.1:8080");
    }

    /// <summary>Accepts an absolute http(s) address, or host:port.</summary>
    public static bool TryParse(string text, out Uri? url)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0;
    }
}
