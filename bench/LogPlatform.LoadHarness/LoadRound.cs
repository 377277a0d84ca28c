using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LogPlatform.Bench.Corpus;

namespace LogPlatform.LoadHarness;

/// <summary>Sends one round of a case; the bodies are made before the clock starts.</summary>
internal sealed class LoadRound(LoadCase load, Platform platform, int seed)
{
    private readonly List<byte[]> _bodies = Bodies(load, seed);
    private int _next = -1;
    private int _failed;

    public long Bytes => _bodies.Sum(body => (long)body.Length);

    public long Records => (long)_bodies.Count * load.RecordsPerRequest;

    /// <summary>Requests not answered with 200.</summary>
    public int Failed => _failed;

    public List<double> LatencyMilliseconds { get; } = [];

    public async Task SendAsync()
    {
        if (load.IsSyslog)
        {
            await Task.WhenAll(Enumerable.Range(0, load.Connections).Select(_ => SendLinesAsync()));
            return;
        }

        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = load.Connections });
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, load.Connections).Select(_ => PostAsync(http, started)));
    }

    private static List<byte[]> Bodies(LoadCase load, int seed)
    {
        var bodies = new List<byte[]>();
        var otlp = new OtlpCorpus(seed);
        var syslog = new SyslogCorpus(seed);
        for (long bytes = 0; bytes < (long)load.MebiBytes << 20; bytes += bodies[^1].Length)
        {
            bodies.Add(load.IsSyslog ? syslog.Lines(load.RecordsPerRequest) : otlp.Request(load.RecordsPerRequest));
        }

        return bodies;
    }

    private async Task PostAsync(HttpClient http, long started)
    {
        for (var index = Interlocked.Increment(ref _next); index < _bodies.Count; index = Interlocked.Increment(ref _next))
        {
            if (load.RecordsPerSecond > 0)
            {
                var due = TimeSpan.FromSeconds((double)index * load.RecordsPerRequest / load.RecordsPerSecond) - Stopwatch.GetElapsedTime(started);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due, TimeProvider.System);
                }
            }

            using var content = new ByteArrayContent(_bodies[index]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            var sent = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync(platform.Otlp, content);
            var elapsed = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            lock (LatencyMilliseconds)
            {
                LatencyMilliseconds.Add(elapsed);
            }

            if (!response.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref _failed);
            }
        }
    }

    private async Task SendLinesAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(platform.Syslog);
        for (var index = Interlocked.Increment(ref _next); index < _bodies.Count; index = Interlocked.Increment(ref _next))
        {
            for (var rest = _bodies[index].AsMemory(); rest.Length > 0;)
            {
                rest = rest[await socket.SendAsync(rest)..];
            }
        }

        socket.Shutdown(SocketShutdown.Send);
    }
}
