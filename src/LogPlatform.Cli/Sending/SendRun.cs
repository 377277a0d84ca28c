using System.Globalization;
using System.IO.Compression;
using System.Text;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Sending;

/// <summary>Sends an input over HTTP, batch by batch, in order.</summary>
internal sealed class SendRun : IDisposable
{
    private readonly Session _session;
    private readonly SendOptions _options;
    private readonly LogFormat _format;
    private readonly HttpClient _http;
    private readonly BatchPoster _poster;
    private readonly Uri _address;

    /// <summary>Prepares sending.</summary>
    public SendRun(Session session, SendOptions options, LogFormat format)
    {
        _session = session;
        _options = options;
        _format = format;
        _http = HttpSetup.CreateClient(session.Server.Key, connections: 1);
        _address = AddressOf(session.Server.Ingest, format, options.Service);
        var policy = new RetryPolicy(options.RetryFor, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
        _poster = new BatchPoster(_http, policy, session.Time, seed: 1)
        {
            OnPause = (reason, pause) =>
            {
                Report.Retries++;
                OnRetry?.Invoke($"{reason}; trying again in {Figures.Duration(pause)}");
            },
        };
    }

    /// <summary>The counts.</summary>
    public SendReport Report { get; } = new();

    /// <summary>Called after each batch.</summary>
    public Action? OnBatch { get; init; }

    /// <summary>Called before a batch is tried again.</summary>
    public Action<string>? OnRetry { get; init; }

    /// <summary>Sends all batches.</summary>
    /// <exception cref="CommandFailedException">A batch was refused (unless told to go on) or the server cannot be reached.</exception>
    public async Task SendAsync(IAsyncEnumerable<SendBatch> batches, CancellationToken cancellationToken)
    {
        var started = _session.Time.GetTimestamp();
        var number = 0L;
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            var body = _options.Gzip ? Pack(batch.Body) : batch.Body;
            var key = string.Create(CultureInfo.InvariantCulture, $"{_options.KeyStart}-{number++}");
            var result = await _poster.PostAsync(new BatchPost(_address, ContentType, body, _options.Gzip, key), cancellationToken);
            Report.Seconds = _session.Time.GetElapsedTime(started).TotalSeconds;
            Count(batch, result);
            OnBatch?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private string ContentType => _format switch
    {
        LogFormat.Clef => "application/vnd.serilog.clef",
        LogFormat.OtlpJson => "application/json",
        LogFormat.OtlpProto => "application/x-protobuf",
        _ => "application/x-ndjson",
    };

    private static Uri AddressOf(Uri ingest, LogFormat format, string? service) =>
        new(ingest, format is LogFormat.OtlpJson or LogFormat.OtlpProto ? "/v1/logs" : "/ingest" + new ApiQuery().Add("service", service));

    private void Count(SendBatch batch, PostResult result)
    {
        if (result.Outcome == PostOutcome.Accepted)
        {
            var rejected = Math.Clamp(RejectedCount.Of(result.Answer, ContentType), 0, batch.Records);
            Report.Accepted += batch.Records - rejected;
            Report.Refused += rejected;
            Report.Batches++;
            Report.Bytes += batch.Body.Length;
            return;
        }

        if (result.StatusCode is 401 or 403)
        {
            throw new CommandFailedException(
                ExitCode.NotAllowed,
                _session.Server.Key is null ? "the server wants a key to take logs" : "this key may not send logs",
                "Give a key with --key or LOGPLATFORM_KEY; `logctl keys create NAME` makes one.");
        }

        if (result.Outcome == PostOutcome.Unknown)
        {
            throw GaveUp(batch, result);
        }

        Report.Refused += batch.Records;
        var refusal = $"{Where(batch)} refused with {result.StatusCode}: {Said(result.Answer)}";
        if (!_options.KeepGoing)
        {
            throw new CommandFailedException(ExitCode.Failed, refusal, $"{Sent()} Mend the input, or go on past refused batches with --keep-going.");
        }

        _session.Terminal.Note(refusal);
    }

    private CommandFailedException GaveUp(SendBatch batch, PostResult result)
    {
        var next = $"{Sent()} The batch at hand may or may not be kept. To go on without doubling anything, send the same input again with --id {_options.KeyStart}.";
        return result.Fault is { } fault
            ? new CommandFailedException(
                ExitCode.Unreachable,
                fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
                    ? $"no server takes logs on {_address.GetLeftPart(UriPartial.Authority)}"
                    : $"the connection to {_address.GetLeftPart(UriPartial.Authority)} broke: {fault.Message}",
                $"Start one with `dotnet run --project src/LogPlatform.Standalone`, or name another with --ingest-url. {next}")
            : new CommandFailedException(ExitCode.Failed, $"{Where(batch)} not taken: the server answered {result.StatusCode}: {Said(result.Answer)}", next);
    }

    private string Sent() => $"{Figures.Count(Report.Accepted, "record")} before were accepted.";

    private string Where(SendBatch batch) => _format is LogFormat.OtlpJson or LogFormat.OtlpProto
        ? $"request {batch.FirstLine} ({Figures.Count(batch.Records, "record")}) was"
        : $"the batch of {Figures.Count(batch.Records, "record")} from line {Figures.Count(batch.FirstLine)} on was";

    // Problem details or an OTLP Status: in JSON both have a text for people. A protobuf Status is shown by its text field.
    private static string Said(byte[] answer)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(answer);
            var root = json.RootElement;
            return PlainText.OneLine(root.Text("detail") ?? root.Text("message") ?? root.Text("title") ?? "no reason given");
        }
        catch (System.Text.Json.JsonException)
        {
            var text = Encoding.UTF8.GetString(answer).Where(c => !char.IsControl(c) && c != '\uFFFD').ToArray();
            return text.Length == 0 ? "no reason given" : PlainText.OneLine(new string(text)).Trim();
        }
    }

    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Span);
        }

        return packed.ToArray();
    }
}
