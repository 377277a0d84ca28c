using System.CommandLine;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Demo;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl demo</c>.</summary>
internal sealed class DemoCommand
{
    private readonly Option<string?> _server = new("--server") { Description = "The Standalone program, its .dll, or its project folder; default: found by itself", HelpName = "PATH" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var demo = new DemoCommand();
        var command = new Command("demo", "Shows the whole thing in two minutes, on a server of its own that is gone afterwards. Exit code 1 when anything is not as told.");
        command.Add(demo._server);
        examples.Add(command, "logctl demo", "logctl demo --server src/LogPlatform.Standalone");
        return frame.Bind(command, demo.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var program = await ServerProgram.FindAsync(parsed.GetValue(_server), session.Context, cancellationToken);
        var output = session.Terminal.Out;
        var folder = Directory.CreateTempSubdirectory("logplatform-demo-");
        var started = session.Time.GetTimestamp();
        try
        {
            await output.WriteLineAsync($"A LogPlatform server starts, with its data in {folder.FullName}.");
            await output.FlushAsync(cancellationToken);
            await using var server = await DemoServer.StartAsync(program, folder.FullName, DemoRules.Yaml, session.Time, cancellationToken);
            await output.WriteLineAsync($"It is ready: control and search on {server.Control}, logs on {server.Ingest}.");
            await using (var story = new DemoStory(session.Context.In(folder.FullName), server.Address, folder.FullName))
            {
                await story.TellAsync(cancellationToken);
            }

            await output.WriteLineAsync($"\nThat was all, in {Figures.Duration(session.Time.GetElapsedTime(started))}. The server stops, and its data is deleted.");
            await output.WriteLineAsync("Your own: dotnet run --project src/LogPlatform.Standalone");
            return ExitCode.Ok;
        }
        finally
        {
            await output.FlushAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }
}
