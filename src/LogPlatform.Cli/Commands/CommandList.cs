using System.CommandLine;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Commands;

/// <summary>All commands, in the order of the help.</summary>
internal static class CommandList
{
    /// <summary>Adds the commands to the root.</summary>
    public static void AddTo(RootCommand root, CommandFrame frame, ExampleBook examples)
    {
        root.Add(SendCommand.Create(frame, examples));
        root.Add(SearchCommand.Create(frame, examples));
        root.Add(TailCommand.Create(frame, examples));
        root.Add(HistogramCommand.Create(frame, examples));
        root.Add(FacetsCommand.Create(frame, examples));
        root.Add(ExportCommand.Create(frame, examples));
        root.Add(StatusCommand.Create(frame, examples));
        root.Add(ReleaseCommand.Create(frame, examples));
        root.Add(RehearseCommand.Create(frame, examples));
        root.Add(DeployCommand.Create(frame, examples));
        root.Add(StrategyCommand.Create(frame, examples));
        DecisionCommands.AddTo(root, frame, examples);
        root.Add(HistoryCommand.Create(frame, examples));
        root.Add(RewindCommand.Create(frame, examples));
        root.Add(AuditCommand.Create(frame, examples));
        root.Add(AlarmsCommand.Create(frame, examples));
        root.Add(LedgerCommand.Create(frame, examples));
        root.Add(LoadCommand.Create(frame, examples));
        root.Add(QuarantineCommand.Create(frame, examples));
        root.Add(KeysCommand.Create(frame, examples));
        root.Add(DemoCommand.Create(frame, examples));
    }
}
