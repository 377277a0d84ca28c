using System.CommandLine;
using System.Security.Cryptography;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl send</c>.</summary>
internal sealed class SendCommand
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _file = new("FILE") { Description = "The file (also .gz), or - for standard input", DefaultValueFactory = _ => "-" };
    private readonly Option<string?> _format = new("--format") { Description = "Form of the input; default: by name and contents" };
    private readonly Option<string?> _service = new("--service") { Description = "service.name of lines that carry none", HelpName = "NAME" };
    private readonly Option<int> _lines = new("--batch") { Description = "Lines of one request at most", HelpName = "N", DefaultValueFactory = _ => 5000 };
    private readonly Option<int> _kibibytes = new("--batch-kib") { Description = "Size of one request, about", HelpName = "KIB", DefaultValueFactory = _ => 1024 };
    private readonly Option<bool> _gzip = new("--gzip") { Description = "Compress requests" };

    private readonly Option<TimeSpan?> _retryFor = new("--retry-for")
    {
        Description = "How long a batch is tried again when the server is busy or away; 0s for never. Default 1m",
        HelpName = "DURATION",
        CustomParser = DurationArgument.Parse,
    };

    private readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Go on after a batch that the server refuses" };
    private readonly Option<string?> _id = new("--id") { Description = "Name of this input: sent again under the same name within the server's window, nothing is doubled", HelpName = "NAME" };
    private readonly Option<int> _syslogPort = new("--syslog-port") { Description = "Port of syslog over TCP", HelpName = "PORT", DefaultValueFactory = _ => 5514 };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var send = new SendCommand();
        var command = new Command("send", "Sends a file or standard input, in batches; what the server acknowledged is durable.");
        send._format.AcceptOnlyFromAmong(LogFormats.Names);
        command.Add(send._file);
        Option[] options = [send._format, send._service, send._lines, send._kibibytes, send._gzip, send._retryFor, send._keepGoing, send._id, send._syslogPort];
        foreach (var option in options)
        {
            command.Add(option);
        }

        send._lines.Must(lines => lines is >= 1 and <= 1_000_000, "--batch must be 1 to 1,000,000");
        send._kibibytes.Must(size => size is >= 1 and <= 32 * 1024, "--batch-kib must be 1 to 32,768");
        send._id.Must(id => id is { Length: >= 1 and <= 200 } && id.All(c => c is >= '!' and <= '~'), "--id must be 1 to 200 printable ASCII characters without blanks");
        examples.Add(
            command,
            "logctl send app.ndjson",
            "logctl send app.log.gz --format text --service billing",
            "journalctl -f -o cat | logctl send --service my-host",
            "logctl send collector-export.json --format otlp-json --gzip");
        return frame.Bind(command, send.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var wanted = parsed.GetValue(_format) is { } name ? LogFormats.Named(name) : LogFormat.None;
        await using var input = await InputFile.OpenAsync(parsed.GetRequiredValue(_file), wanted, session.Context, cancellationToken);
        var options = new SendOptions
        {
            BatchLines = parsed.GetValue(_lines),
            BatchBytes = parsed.GetValue(_kibibytes) << 10,
            Gzip = parsed.GetValue(_gzip),
            Service = parsed.GetValue(_service),
            KeyStart = parsed.GetValue(_id) ?? "send-" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            RetryFor = parsed.GetValue(_retryFor) ?? TimeSpan.FromMinutes(1),
            KeepGoing = parsed.GetValue(_keepGoing),
            SyslogPort = parsed.GetValue(_syslogPort),
        };
        if (wanted == LogFormat.None)
        {
            session.Terminal.Note($"{input.Name} looks like {LogFormats.NameOf(input.Format)}.");
        }

        var batches = Batches(input, options, session.Time, cancellationToken);
        var report = input.Format == LogFormat.Syslog
            ? await SyslogSend.RunAsync(session, options, batches, cancellationToken)
            : await SendProgressView.RunAsync(session, options, input, batches, cancellationToken);
        await ShowAsync(session, report, input.Format);
        return report.Refused == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static IAsyncEnumerable<SendBatch> Batches(InputFile input, SendOptions options, TimeProvider time, CancellationToken cancellationToken) => input.Format switch
    {
        LogFormat.OtlpJson => OtlpJsonBatches.ReadAsync(input.Contents, cancellationToken),
        LogFormat.OtlpProto => OtlpProtoBatch.ReadAsync(input.Contents, cancellationToken),
        _ => LineBatches.ReadAsync(input.Contents, new BatchBuilder(input.Format, options.BatchLines, options.BatchBytes), Linger, time, cancellationToken),
    };

    private static async Task ShowAsync(Session session, SendReport report, LogFormat format)
    {
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, report);
            return;
        }

        var verb = format == LogFormat.Syslog ? "taken" : "accepted";
        var rate = (long)(report.Accepted / Math.Max(report.Seconds, 1e-6));
        var line = $"{Figures.Count(report.Accepted, "record")} {verb} in {Figures.Count(report.Batches, "request")}, {Figures.Bytes(report.Bytes)} in {Figures.Duration(TimeSpan.FromSeconds(report.Seconds))}"
            + (rate > 0 ? $" ({Figures.Count(rate)} records/s)." : ".");
        await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(report.Refused == 0 ? Tint.Green : Tint.Yellow, line));
        if (report.Refused > 0)
        {
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(Tint.Red, $"{Figures.Count(report.Refused, "record")} refused."));
        }
    }
}
