using System.CommandLine;

namespace LogPlatform.Cli.Commands;

/// <summary>The filter of the reading commands. Several words are joined, so that simple filters need no quotes.</summary>
internal sealed class FilterArgument
{
    private readonly Argument<string[]> _words = new("QUERY")
    {
        Description = "The filter, e.g. service = checkout and severity >= ERROR; none means everything",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Adds the argument to a command.</summary>
    public void AddTo(Command command) => command.Add(_words);

    /// <summary>The filter; empty for everything.</summary>
    public string Of(ParseResult parsed) => string.Join(' ', parsed.GetValue(_words) ?? []);
}
