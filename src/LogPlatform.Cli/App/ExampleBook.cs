using System.CommandLine;

namespace LogPlatform.Cli.App;

/// <summary>The examples that the help of each command ends with.</summary>
internal sealed class ExampleBook
{
    private readonly Dictionary<Command, string[]> _lines = [];

    /// <summary>Gives a command examples: each a command line, with a remark behind <c>  # </c> where it helps.</summary>
    public void Add(Command command, params string[] lines) => _lines[command] = lines;

    /// <summary>The examples of a command.</summary>
    public IReadOnlyList<string> Of(Command command) => _lines.TryGetValue(command, out var lines) ? lines : [];
}
