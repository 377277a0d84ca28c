using System.Net.Http.Headers;

namespace LogPlatform.Cli.Api;

/// <summary>How this tool talks HTTP.</summary>
internal static class HttpSetup
{
    /// <summary>Creates a client that sends <paramref name="key"/> with every request.</summary>
    /// <param name="key">The API key; null when there is none.</param>
    /// <param name="connections">Connections at once.</param>
    public static HttpClient CreateClient(string? key, int connections)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = connections,

            // A redirect would carry the key to an address that nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        // Streams last; whoever wants an answer in time bounds the request.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("logctl", "1"));
        if (key is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        return client;
    }
}
