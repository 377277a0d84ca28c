using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Control.Requests;

/// <summary>Says of an endpoint what its request's body is.</summary>
internal static class RequestBodyExtensions
{
    private const long MostJson = 1 << 20;

    /// <summary>JSON of at most 1 MiB, read by <see cref="StrictJson"/>.</summary>
    public static RouteHandlerBuilder ReadsJson<T>(this RouteHandlerBuilder route, bool isOptional = false) =>
        route.Reads(new RequestBody(typeof(T), MediaType.Json, MostJson, isOptional));

    /// <summary>Whatever <paramref name="body"/> says.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, RequestBody body) => route
        .WithMetadata(body)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
}
