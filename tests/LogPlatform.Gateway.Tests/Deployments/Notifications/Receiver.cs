using System.Collections.Concurrent;
using System.Net;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

/// <summary>A receiver that keeps what it is told and answers as it is told.</summary>
internal sealed class Receiver(Signal changed) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    public Func<int, HttpStatusCode?> Answer { get; set; } = _ => HttpStatusCode.OK;

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _deliveries.Enqueue(new Delivery(
            request.Headers.GetValues("X-LogPlatform-Delivery").Single(),
            request.Headers.TryGetValues("X-LogPlatform-Signature", out var signatures) ? signatures.Single() : null,
            await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
        changed.Raise();
        return Answer(_deliveries.Count) is { } status ? new HttpResponseMessage(status) : throw new HttpRequestException("nobody listens");
    }

    public sealed record Delivery(string Id, string? Signature, byte[] Body);
}
