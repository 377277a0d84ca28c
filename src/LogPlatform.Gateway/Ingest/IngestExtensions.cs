using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Ingest;

/// <summary>The ways in over HTTP.</summary>
internal static class IngestExtensions
{
    public static IServiceCollection AddHttpIngest(this IServiceCollection services)
    {
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IntakeGate>();
        services.TryAddSingleton<IngestInstruments>();
        services.TryAddSingleton(provider => new ByteBudget(
            provider.GetRequiredService<IOptions<IngestOptions>>().Value.MaxBytesInFlight,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<BodyReceiver>();
        services.TryAddSingleton<IngestEndpoint>();
        return services;
    }

    public static void MapHttpIngest(this IEndpointRouteBuilder endpoints)
    {
        var ingest = endpoints.ServiceProvider.GetRequiredService<IngestEndpoint>();
        MapIngest(endpoints, "/v1/logs", http => ingest.ServeAsync(http, IngestRoutes.Otlp))
            .WithSummary("Takes OpenTelemetry logs, OTLP/HTTP in protobuf or JSON.");
        MapIngest(endpoints, "/ingest", http => ingest.ServeAsync(http, IngestRoutes.Lines))
            .WithSummary("Takes log lines: NDJSON, bare text, or CLEF with its content type or '?format=clef'.");
        MapIngest(endpoints, "/ingest/clef", http => ingest.ServeAsync(http, IngestRoutes.Seq))
            .WithSummary("Takes CLEF, where Seq's clients send it.");
        MapIngest(endpoints, "/api/events/raw", http => ingest.ServeAsync(http, IngestRoutes.Seq))
            .WithSummary("Takes CLEF, where Seq's older clients send it.");
    }

    // Short-circuited: the key is checked by the endpoint itself, so no middleware runs for a batch.
    private static IEndpointConventionBuilder MapIngest(IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, Task> serve) =>
        endpoints.MapPost(pattern, (Delegate)serve)
            .WithMetadata(ChecksIngestKey.Instance)
            .WithTags("Ingest")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ShortCircuit();
}
