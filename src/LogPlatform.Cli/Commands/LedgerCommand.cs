using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl ledger</c>.</summary>
internal static class LedgerCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var command = new Command("ledger", "Accounts for every accepted record, by generation. Exit code 1 when it does not balance.");
        examples.Add(command, "logctl ledger", "logctl ledger --json | jq .inFlight");
        return frame.Bind(command, RunAsync);
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var ledger = await session.Api.GetAsync("/api/v1/ledger", new ApiQuery(), cancellationToken);
        var balanced = ledger.RootElement.Flag("balanced") == true;
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, ledger.RootElement);
        }
        else
        {
            session.Terminal.Console.Write(LedgerView.Create(ledger.RootElement));
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(balanced ? Tint.Green : Tint.Red, LedgerView.Verdict(ledger.RootElement)));
        }

        return balanced ? ExitCode.Ok : ExitCode.Failed;
    }
}
