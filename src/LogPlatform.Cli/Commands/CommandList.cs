using System.CommandLine;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Commands;

/// <summary>All commands, in the order of the help.</summary>
internal static class CommandList
{
    /// <summary>Adds the commands to the root.</summary>
    public static void AddTo(RootCommand root, CommandFrame frame, ExampleBook examples)
    {
    }
}
