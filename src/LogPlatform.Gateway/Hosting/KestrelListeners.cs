using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Gives Kestrel the HTTP ports and its limits.</summary>
internal sealed class KestrelListeners(IOptions<GatewayOptions> gateway, IOptions<IngestOptions> ingest, BoundEndpoints bound)
    : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = gateway.Value.MaxConnections;
        options.Limits.MaxRequestBodySize = ingest.Value.MaxBodyBytes;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(ingest.Value.MinBodyBytesPerSecond, ingest.Value.BodyGracePeriod);
        options.Limits.RequestHeadersTimeout = ingest.Value.HeaderTimeout;
        Listen(options, gateway.Value.Control, ListenerKind.Control);
        Listen(options, gateway.Value.Otlp, ListenerKind.Ingest);
    }

    private void Listen(KestrelServerOptions options, ListenerOptions listener, ListenerKind kind)
    {
        if (!listener.Enabled)
        {
            return;
        }

        var feature = new ListenerFeature(kind);
        options.Listen(listener.EndPoint, listen =>
        {
            bound.SetHttp(kind, () => listen.IPEndPoint);
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set<IListenerFeature>(feature);
                return next(connection);
            });
        });
    }

    private sealed class ListenerFeature(ListenerKind kind) : IListenerFeature
    {
        public ListenerKind Kind { get; } = kind;
    }
}
