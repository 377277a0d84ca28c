using Microsoft.AspNetCore.Http.Metadata;

namespace LogPlatform.Gateway.Control.Requests;

/// <summary>
/// What an endpoint reads from its request's body, for its limit and for the OpenAPI document. Unlike the framework's own description it does not choose the endpoint by content
/// type: whoever may not use the endpoint is told that first, and is audited.
/// </summary>
/// <param name="type">The type that JSON is read as; null when the body is bytes.</param>
/// <param name="contentType">The content type that is needed.</param>
/// <param name="limit">Most bytes.</param>
/// <param name="isOptional">Whether there may be none.</param>
internal sealed class RequestBody(Type? type, string contentType, long limit, bool isOptional = false) : IRequestSizeLimitMetadata
{
    /// <summary>The type that JSON is read as; null when the body is bytes.</summary>
    public Type? Type { get; } = type;

    /// <summary>The content type that is needed.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Whether there may be none.</summary>
    public bool IsOptional { get; } = isOptional;

    /// <inheritdoc/>
    public long? MaxRequestBodySize { get; } = limit;
}
