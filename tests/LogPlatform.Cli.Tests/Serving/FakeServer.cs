using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Cli.Tests.Serving;

/// <summary>A server that says what the test tells it to, and keeps numbered records as the real one would: once per idempotency key.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Queue<CannedAnswer>> _answers = new();
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentQueue<CannedAnswer> _ingest = new();

    private FakeServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public NumberedStore Store { get; } = new();

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    public IReadOnlyList<SeenRequest> Ingested => [.. _requests.Where(request => request.Method == "POST" && request.Path is "/ingest" or "/v1/logs")];

    /// <summary>The key that every request must carry; null for none.</summary>
    public string? Key { get; set; }

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new FakeServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The next answers to "GET /path", in order; the last one stays.</summary>
    public FakeServer Answers(string request, params CannedAnswer[] answers)
    {
        _answers[request] = new Queue<CannedAnswer>(answers);
        return this;
    }

    public FakeServer Answers(string request, string json) => Answers(request, new CannedAnswer(200, json));

    /// <summary>The next answers to batches; after them, batches are kept and acknowledged.</summary>
    public FakeServer AnswersIngest(params CannedAnswer[] answers)
    {
        foreach (var answer in answers)
        {
            _ingest.Enqueue(answer);
        }

        return this;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task WriteAsync(HttpContext http, CannedAnswer answer)
    {
        if (answer.Status == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = $"{seconds}";
        }

        if (answer.Body.Length > 0)
        {
            http.Response.ContentType = answer.ContentType;
            await http.Response.WriteAsync(answer.Body);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (request.Headers.ContentEncoding != "gzip")
        {
            return body.ToArray();
        }

        body.Position = 0;
        using var plain = new MemoryStream();
        await using var gzip = new GZipStream(body, CompressionMode.Decompress);
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }

    private async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var seen = new SeenRequest(request.Method, request.Path, request.QueryString.Value ?? string.Empty, headers, await ReadAsync(request));
        _requests.Enqueue(seen);
        var name = $"{seen.Method} {seen.Path}";
        if (Key is not null && seen.Header("Authorization") != "Bearer " + Key)
        {
            await WriteAsync(http, new CannedAnswer(401, """{"title":"Unauthorized","status":401}""", "application/problem+json"));
        }
        else if (name is "POST /v1/logs" or "POST /ingest")
        {
            await IngestAsync(http, seen);
        }
        else if (_answers.TryGetValue(name, out var answers))
        {
            await WriteAsync(http, Next(answers));
        }
        else if (name == "GET /api/v1/export")
        {
            http.Response.ContentType = "application/x-ndjson";
            await http.Response.WriteAsync(Store.Export());
        }
        else if (name == "GET /api/v1/ledger")
        {
            await WriteAsync(http, new CannedAnswer(200, """{"generations":[],"accepted":0,"balanced":true}"""));
        }
        else
        {
            await WriteAsync(http, new CannedAnswer(404));
        }
    }

    private static CannedAnswer Next(Queue<CannedAnswer> answers)
    {
        lock (answers)
        {
            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }
    }

    private async Task IngestAsync(HttpContext http, SeenRequest seen)
    {
        var canned = _ingest.TryDequeue(out var given) ? given : null;
        if (canned is null or { Keeps: true })
        {
            Store.Keep(seen);
        }

        await WriteAsync(http, canned ?? new CannedAnswer(200));
    }
}
