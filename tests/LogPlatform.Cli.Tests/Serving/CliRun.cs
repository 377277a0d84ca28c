using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Tests.Serving;

/// <summary>How one run of <c>logctl</c> inside the test went.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error, byte[] Bytes)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CliRun> AgainstAsync(FakeServer server, params string[] args) => AgainstAsync(server, new CliSetup(), args);

    public static Task<CliRun> AgainstAsync(FakeServer server, CliSetup setup, params string[] args) =>
        RunAsync(setup, ["--url", server.Address.ToString(), "--ingest-url", server.Address.ToString(), .. args]);

    public static Task<CliRun> RunAsync(CliSetup setup, params string[] args) => InsideAsync(setup, context => Logctl.RunAsync(args, context, setup.Cancellation));

    /// <summary>Runs a part of the tool in a process of the test's.</summary>
    public static async Task<CliRun> InsideAsync(CliSetup setup, Func<CliContext, Task<int>> run)
    {
        using var output = new StringWriter() { NewLine = "\n" };
        using var error = new StringWriter() { NewLine = "\n" };
        using var bytes = new MemoryStream();
        var context = new CliContext
        {
            Terminal = new Terminal(output, error, setup.Terminal, isErrorTerminal: false, colour: setup.Terminal, setup.Width),
            Time = setup.Time,
            Variable = name => setup.Variables.GetValueOrDefault(name),
            OpenInput = () => setup.Input,
            OpenOutput = () => bytes,
            WorkingDirectory = setup.WorkingDirectory,
        };
        var code = await run(context);
        return new CliRun(code, output.ToString(), error.ToString(), bytes.ToArray());
    }
}
