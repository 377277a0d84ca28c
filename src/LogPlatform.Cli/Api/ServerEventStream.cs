using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace LogPlatform.Cli.Api;

/// <summary>Reads <c>text/event-stream</c>.</summary>
internal static class ServerEventStream
{
    /// <summary>The events of a stream until it ends. Comments (heartbeats) are skipped by the parser.</summary>
    public static async IAsyncEnumerable<ServerEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return new ServerEvent(item.EventType, item.Data);
        }
    }
}
