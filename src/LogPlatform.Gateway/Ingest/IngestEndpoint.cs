using System.Diagnostics;
using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Security;
using LogPlatform.Protocols.Envelopes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Ingest;

/// <summary>Takes one batch over HTTP: the way every acknowledged byte goes.</summary>
internal sealed partial class IngestEndpoint(
    IntakeGate gate,
    IngestAccess access,
    BodyReceiver bodies,
    IJournal journal,
    IngestInstruments instruments,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestEndpoint> logger)
{
    private readonly IngestLimits _limits = options.Value.ToLimits();
    private readonly string _retryAfter = options.Value.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
    private readonly Refusal _tooLarge = new(RefusalReason.TooLarge, $"The body is over the limit of {options.Value.MaxBodyBytes} bytes after decompression.");

    /// <summary>Serves a request whose form <paramref name="route"/> names.</summary>
    public async Task ServeAsync(HttpContext http, Func<HttpRequest, (IngestKind Kind, Refusal? Refusal)> route)
    {
        var (kind, refusal) = route(http.Request);
        if (!gate.TryEnter())
        {
            await RefuseAsync(http, kind, Refusal.Closing);
            return;
        }

        try
        {
            refusal = await access.CheckAsync(http.Request) ?? refusal;
            if (refusal is { } refused)
            {
                await RefuseAsync(http, kind, refused);
            }
            else
            {
                await TakeAsync(http, kind);
            }
        }
        finally
        {
            gate.Leave();
        }
    }

    private async ValueTask TakeAsync(HttpContext http, IngestKind kind)
    {
        var started = time.GetTimestamp();
        if (IngestHeaders.TryRead(http.Request, out var headers) is { } mistaken)
        {
            await RefuseAsync(http, kind, mistaken);
            return;
        }

        using var activity = IngestInstruments.Activities.HasListeners()
            ? IngestInstruments.Activities.StartActivity("ingest", ActivityKind.Server)
            : null;
        using var body = bodies.Rent();
        var status = await bodies.ReceiveAsync(http.Request, headers.Gzip, body);
        if (status == BodyStatus.Gone)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "the client went away");
            http.Abort();
            return;
        }

        var records = 0;
        var refusal = RefusalOf(status) ?? Inspect(kind, body, out records) ?? await AppendAsync(kind, headers, body, records);
        activity?.SetTag("logplatform.protocol", kind.Name).SetTag("logplatform.records", records).SetTag("logplatform.bytes", body.Length);
        if (refusal is { } refused)
        {
            activity?.SetStatus(ActivityStatusCode.Error, refused.Message);
            await RefuseAsync(http, kind, refused);
            return;
        }

        await kind.AcceptAsync(http.Response, records);
        instruments.OnAnswered(kind.Name, time.GetElapsedTime(started));
    }

    private Refusal? RefusalOf(BodyStatus status) => status switch
    {
        BodyStatus.Complete => null,
        BodyStatus.TooLarge => _tooLarge,
        BodyStatus.Corrupt => Refusal.Corrupt,
        BodyStatus.TooSlow => Refusal.TooSlow,
        _ => Refusal.Busy,
    };

    private Refusal? Inspect(IngestKind kind, PooledBody body, out int records)
    {
        var verdict = EnvelopeInspector.Inspect(kind.Format, body.Memory.Span, _limits);
        records = verdict.RecordCount;
        return verdict.Error is { } error ? new Refusal(RefusalReason.Malformed, error) : null;
    }

    private async ValueTask<Refusal?> AppendAsync(IngestKind kind, IngestHeaders headers, PooledBody body, int records)
    {
        // An empty request is a success of which nothing is to be kept.
        if (records == 0)
        {
            return null;
        }

        var header = new BatchHeader
        {
            Format = kind.Format,
            ReceivedUnixNano = UnixNano.FromDate(time.GetUtcNow()),
            RecordCount = records,
            Service = headers.Service,
            IdempotencyKey = headers.IdempotencyKey,
            MatchContent = kind.MatchContent,
        };

        AppendResult result;
        try
        {
            // Not cancelled with the request: the journal reads the rented buffer until its task completes.
            result = await journal.AppendAsync(header, body.Memory, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever ails the journal, the client must hear "later" (503): exporters drop a batch for good at 500.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            AppendFailed(logger, failure);
            return Refusal.Unavailable;
        }

        switch (result.Status)
        {
            case AppendStatus.Appended:
                instruments.OnAppended(kind.Name, records, body.Length);
                return null;
            case AppendStatus.Duplicate:
                instruments.OnDuplicate(kind.Name);
                return null;
            case AppendStatus.KeyReused:
                return Refusal.KeyReused;
            default:
                return Refusal.Unavailable;
        }
    }

    private ValueTask RefuseAsync(HttpContext http, IngestKind kind, Refusal refusal)
    {
        instruments.OnRefused(kind.Name, refusal.Reason);
        BatchRefused(logger, kind.Name, refusal.Reason, refusal.Message);
        var headers = http.Response.Headers;
        http.Response.StatusCode = refusal.Status;
        switch (refusal.Reason)
        {
            case RefusalReason.Closing:
                headers.RetryAfter = "1";
                headers.Connection = "close";
                break;
            case RefusalReason.Unauthenticated:
                headers.WWWAuthenticate = "Bearer";
                break;
            case RefusalReason.ContentEncoding:
                headers.AcceptEncoding = "gzip, identity";
                break;
            default:
                if (refusal.IsTransient)
                {
                    headers.RetryAfter = _retryAfter;
                }

                break;
        }

        return kind.RefuseAsync(http.Response, refusal);
    }
}
