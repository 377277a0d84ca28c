using System.CommandLine;
using System.CommandLine.Invocation;

namespace LogPlatform.Cli.App;

/// <summary>The ordinary help, then examples.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help, ExampleBook examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var lines = examples.Of(parseResult.CommandResult.Command);
        if (lines.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine("  " + line);
            }

            output.WriteLine();
        }

        return code;
    }
}
