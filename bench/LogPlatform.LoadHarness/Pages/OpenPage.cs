using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogPlatform.LoadHarness.Pages;

/// <summary>
/// A control page as the server sees one in a browser: it loads the page, opens its connection, takes what is drawn and says so. It draws nothing, so that the measurement is of the server.
/// </summary>
internal sealed partial class OpenPage(Uri control) : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly MemoryStream _received = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Times that something was drawn.</summary>
    public int Batches { get; private set; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; private set; }

    /// <summary>Opens the page.</summary>
    public async Task OpenAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = control };
        http.DefaultRequestHeaders.Add("Origin", control.GetLeftPart(UriPartial.Authority));
        var html = await http.GetStringAsync(path);
        using var negotiated = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        using var answer = JsonDocument.Parse(await negotiated.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        _socket.Options.SetRequestHeader("Origin", control.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new Uri($"ws://{control.Authority}/_blazor?id={answer.RootElement.GetProperty("connectionToken").GetString()}"), CancellationToken.None);
        await _socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        _ = await _socket.ReceiveAsync(new byte[256], CancellationToken.None);
        var components = Components().Matches(html).Select(match => match.Groups[1].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal));
        var state = State().Match(html).Groups[1].Value;
        _reading = Task.Run(ReadAsync);
        await SendAsync(PackWriter.Call("StartCircuit", "0", control.ToString(), new Uri(control, path).ToString(), $"[{string.Join(',', components)}]", state));
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _received.Dispose();
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Components();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    private async Task ReadAsync()
    {
        var buffer = new byte[64 << 10];
        while (_socket.State == WebSocketState.Open)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            _received.Write(buffer, 0, part.Count);
            Bytes += part.Count;
            if (part.EndOfMessage)
            {
                await TakeAsync(_received.ToArray());
                _received.SetLength(0);
            }
        }
    }

    private async Task TakeAsync(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var (length, shift) = (0, 0);
            byte part;
            do
            {
                part = message[at++];
                length |= (part & 0x7f) << shift;
                shift += 7;
            }
            while (part >= 0x80);
            await AnswerAsync(ReadOne(message.AsSpan(at, length)));
            at += length;
        }
    }

    private static object?[] ReadOne(ReadOnlySpan<byte> bytes) => (object?[])new PackReader(bytes).Read()!;

    private async Task AnswerAsync(object?[] call)
    {
        if (call is [1L, _, _, "JS.RenderBatch", object?[] and [long batch, ..], ..])
        {
            Batches++;
            await SendAsync(PackWriter.Call("OnRenderCompleted", null, batch, null));
        }
        else if (call is [1L, _, _, "JS.BeginInvokeJS", object?[] and [long task and not 0, ..], ..])
        {
            await SendAsync(PackWriter.Call("EndInvokeJSFromDotNet", null, task, true, $"[{task},true,null]"));
        }
        else if (call is [1L, _, _, "JS.Error", ..] or [7L, ..] or [3L, _, _, 1L, ..])
        {
            throw new InvalidOperationException("The server ended the page: " + JsonSerializer.Serialize(call));
        }
    }

    private async Task SendAsync(byte[] call)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(call, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }
}
