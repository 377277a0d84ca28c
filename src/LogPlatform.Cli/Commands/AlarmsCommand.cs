using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl alarms</c>.</summary>
internal static class AlarmsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var command = new Command("alarms", "Shows what needs a person. Exit code 1 when anything does.");
        examples.Add(command, "logctl alarms", "logctl alarms --json | jq '.[].name'");
        return frame.Bind(command, RunAsync);
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var answer = await session.Api.GetAsync("/api/v1/alarms", new ApiQuery(), cancellationToken);
        var alarms = answer.RootElement.Items("alarms").ToArray();
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement.Member("alarms"));
        }
        else if (alarms.Length == 0)
        {
            session.Terminal.Note("Nothing needs a person.");
        }
        else
        {
            session.Terminal.Console.Write(AlarmView.Create(alarms));
            await session.Terminal.Out.WriteLineAsync();
        }

        return alarms.Length == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
