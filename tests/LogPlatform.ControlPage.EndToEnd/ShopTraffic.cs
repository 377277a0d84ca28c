using System.Globalization;
using System.Text;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>Records of a shop that stream in from the start of the tests to their end, some with an address of a customer.</summary>
internal sealed class ShopTraffic : IAsyncDisposable
{
    private const int Batch = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private readonly Task _sending;

    /// <param name="target">Where to; asked before each request, for a server that moves.</param>
    /// <param name="key">The key to send with.</param>
    public ShopTraffic(Func<Uri> target, string key)
    {
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
        _sending = Task.Run(() => SendAsync(target));
    }

    /// <summary>Three kinds of records, in turn.</summary>
    public static string Record(int number) => (number % 8) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $$"""{"level":"error","message":"payment declined","service.name":"checkout","order":{{number}}}"""),
        1 => string.Create(CultureInfo.InvariantCulture, $$$"""{"level":"info","message":"invoice sent","service.name":"billing","customer":{"email":"jane.doe{{{number}}}@example.net"}}"""),
        2 => string.Create(CultureInfo.InvariantCulture, $$"""{"level":"warn","message":"slow answer","service.name":"catalog","duration_ms":{{number % 900}}}"""),
        _ => string.Create(CultureInfo.InvariantCulture, $$"""{"level":"info","message":"GET /cart/{{number}}","service.name":"checkout","status":200}"""),
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(Func<Uri> target)
    {
        for (var first = 0; !_stop.IsCancellationRequested; first += Batch)
        {
            try
            {
                using var body = new StringContent(string.Join('\n', Enumerable.Range(first, Batch).Select(Record)), Encoding.UTF8, "application/x-ndjson");
                (await _http.PostAsync(new Uri(target(), "ingest"), body, _stop.Token)).Dispose();
            }
            catch (HttpRequestException)
            {
                // A test has taken the server down; it comes back.
            }

            await Task.Delay(Pause, TimeProvider.System, _stop.Token);
        }
    }
}
