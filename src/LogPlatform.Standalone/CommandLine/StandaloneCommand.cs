using System.CommandLine;
using System.Globalization;

namespace LogPlatform.Standalone.CommandLine;

/// <summary>
/// The command line. Every option is a short name for a configuration key, so that what is not here can be set by an environment variable
/// (<c>LogPlatform__Dispatch__Linger=00:00:00.5</c>) or in <c>appsettings.json</c>.
/// </summary>
internal static class StandaloneCommand
{
    /// <summary>The root command; <paramref name="run"/> gets the configuration that the options stand for, and the rules file or null.</summary>
    public static RootCommand Create(Func<IReadOnlyDictionary<string, string?>, string?, CancellationToken, Task<int>> run)
    {
        var data = new Option<string>("--data") { Description = "Folder for journal, store, releases and keys.", DefaultValueFactory = _ => "data", HelpName = "DIR" };
        var rules = new Option<string?>("--rules") { Description = "Rules file (YAML) to process with; without it, the rules that came with the program.", HelpName = "FILE" };
        var bind = new Option<string>("--bind") { Description = "IP address to listen on.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "ADDRESS" };
        var control = Port("--control-port", "Control page, API and search.", 8080);
        var otlp = Port("--otlp-port", "OTLP/HTTP and /ingest.", 4318);
        var syslog = Port("--syslog-port", "Syslog over TCP and UDP.", 5514);
        var workers = new Option<int>("--workers") { Description = "Worker processes of a slot.", DefaultValueFactory = _ => 2, HelpName = "N" };
        var open = new Option<bool>("--open") { Description = "Ask nobody for a key: for a trial, on loopback only." };
        var command = new RootCommand("LogPlatform, Standalone edition: takes logs in, processes, keeps and finds them; ships releases without a pause.")
        {
            data, rules, bind, control, otlp, syslog, workers, open,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(data));
            return run(
                new Dictionary<string, string?>
                {
                    ["LogPlatform:DataDirectory"] = folder,
                    ["LogPlatform:Control:Address"] = parsed.GetValue(bind),
                    ["LogPlatform:Otlp:Address"] = parsed.GetValue(bind),
                    ["LogPlatform:Syslog:Address"] = parsed.GetValue(bind),
                    ["LogPlatform:Control:Port"] = Text(parsed.GetValue(control)),
                    ["LogPlatform:Otlp:Port"] = Text(parsed.GetValue(otlp)),
                    ["LogPlatform:Syslog:Port"] = Text(parsed.GetValue(syslog)),
                    ["LogPlatform:Slots:Workers"] = Text(parsed.GetValue(workers)),
                    ["LogPlatform:Security:Open"] = parsed.GetValue(open) ? "true" : "false",
                },
                parsed.GetValue(rules),
                cancellationToken);
        });
        return command;
    }

    private static Option<int> Port(string name, string description, int port) => new(name)
    {
        Description = description + " 0 lets the system choose.",
        DefaultValueFactory = _ => port,
        HelpName = "PORT",
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
