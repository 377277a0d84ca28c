using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl load</c>.</summary>
internal sealed class LoadCommand
{
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromMinutes(1);

    private readonly Option<string?> _rate = new("--rate") { Description = "Records a second, e.g. 10000/s; default 10000/s", HelpName = "N/s" };
    private readonly Option<bool> _max = new("--max") { Description = "As fast as the server takes them" };
    private readonly Option<long?> _records = new("--records") { Description = "Records in all", HelpName = "N" };
    private readonly Option<TimeSpan?> _duration = new("--duration") { Description = "How long to send; default 10s", HelpName = "DURATION", CustomParser = DurationArgument.Parse };
    private readonly Option<int> _connections = new("--connections") { Description = "Requests in flight at once", HelpName = "N", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _batch = new("--batch") { Description = "Records a request", HelpName = "N", DefaultValueFactory = _ => 512 };
    private readonly Option<int?> _size = new("--size") { Description = "Bytes of a record on the wire; default 768, syslog 256", HelpName = "BYTES" };
    private readonly Option<string> _protocol = new("--protocol") { Description = "How to send", DefaultValueFactory = _ => "otlp-proto" };
    private readonly Option<bool> _retry = new("--retry") { Description = "Send batches without an answer again for up to a minute, under the same key" };
    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not read the records back" };

    private readonly Option<TimeSpan?> _patience = new("--verify-wait")
    {
        Description = "How long to wait for records that do not turn up; default 30s",
        HelpName = "DURATION",
        CustomParser = DurationArgument.Parse,
    };

    private readonly Option<bool> _allowRemote = new("--allow-remote") { Description = "Allow a server that is not on this machine" };
    private readonly Option<int> _syslogPort = new("--syslog-port") { Description = "Port of syslog over TCP", HelpName = "PORT", DefaultValueFactory = _ => 5514 };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the records' contents", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var load = new LoadCommand();
        var command = new Command("load", "Sends numbered records, then reads them back and proves that none is missing or double. Exit code 1 when one is.");
        load._protocol.AcceptOnlyFromAmong("otlp-proto", "otlp-json", "ndjson", "syslog");
        Option[] options =
        [
            load._rate, load._max, load._records, load._duration, load._connections, load._batch, load._size, load._protocol, load._retry, load._noVerify,
            load._patience, load._allowRemote, load._syslogPort, load._seed,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.Has(load._max) && result.Has(load._rate))
            {
                result.AddError("--rate and --max contradict each other: give one of them");
            }
        });
        examples.Add(
            command,
            "logctl load                                # 10,000 records/s for 10 s, verified",
            "logctl load --max --duration 30s --connections 8",
            "logctl load --records 1000000 --retry      # kill the server meanwhile: nothing is lost",
            "logctl load --protocol syslog --rate 50000/s");
        return frame.Bind(command, load.RunAsync);
    }

    private static LoadProtocol ProtocolNamed(string name) => name switch
    {
        "otlp-json" => LoadProtocol.OtlpJson,
        "ndjson" => LoadProtocol.Ndjson,
        "syslog" => LoadProtocol.Syslog,
        _ => LoadProtocol.OtlpProto,
    };

    private static double ParseRate(string text)
    {
        var digits = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(digits.Replace(",", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture, out var rate)
            ? rate
            : throw new CommandFailedException(ExitCode.Usage, $"'{text}' is no rate: write 10000/s", "See `logctl load --help`.");
    }

    // The run itself survives a server that goes away; one that never was there is a wrong address.
    private static async Task CheckServerAsync(Session session, bool verifies, CancellationToken cancellationToken)
    {
        if (verifies)
        {
            using var ledger = await session.Api.GetAsync("/api/v1/ledger", new ApiQuery(), cancellationToken);
        }
    }

    private LoadOptions Options(ParseResult parsed, Session session)
    {
        var options = new LoadOptions
        {
            Ingest = session.Server.Ingest,
            Control = session.Server.Control,
            Key = session.Server.Key,
            SyslogPort = parsed.GetValue(_syslogPort),
            Protocol = ProtocolNamed(parsed.GetRequiredValue(_protocol)),
            Rate = parsed.GetValue(_max) ? null : ParseRate(parsed.GetValue(_rate) ?? "10000/s"),
            Records = parsed.GetValue(_records),
            Duration = parsed.GetValue(_duration),
            Connections = parsed.GetValue(_connections),
            BatchSize = parsed.GetValue(_batch),
            RecordBytes = parsed.GetValue(_size),
            RetryFor = parsed.GetValue(_retry) ? DefaultRetry : TimeSpan.Zero,
            Seed = parsed.GetValue(_seed),
        };
        return options.FindFault() is { } fault ? throw new CommandFailedException(ExitCode.Usage, fault, "See `logctl load --help`.") : options;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var options = Options(parsed, session);
        if (!parsed.GetValue(_allowRemote) && !(options.Ingest.IsLoopback && options.Control.IsLoopback))
        {
            throw new CommandFailedException(
                ExitCode.Usage, $"{options.Ingest.Host} is not this machine", "A load run can take a server down. If it is yours and meant for this, add --allow-remote.");
        }

        var verifies = !parsed.GetValue(_noVerify);
        await CheckServerAsync(session, verifies, cancellationToken);
        var run = new LoadRun(options, session.Time);
        var report = await LoadView.WatchAsync(session, run, cancellationToken);
        LoadProof? proof = null;
        if (verifies && !cancellationToken.IsCancellationRequested)
        {
            session.Terminal.Note("Reading the records back...");
            var verifier = new LoadVerifier(options.Control, options.Key, session.Time);
            proof = await verifier.VerifyAsync(run, parsed.GetValue(_patience) ?? TimeSpan.FromSeconds(30), cancellationToken);
        }

        await LoadView.ShowAsync(session, options, report, proof);
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted
            : proof is { Holds: false } || (report.Sent > 0 && report.Acknowledged == 0) ? ExitCode.Failed : ExitCode.Ok;
    }
}
