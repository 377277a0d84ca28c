using LogPlatform.Protocols.Otlp;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Ingest;

/// <summary>The refusal of a batch.</summary>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Message">Why, for the client's developer.</param>
internal readonly record struct Refusal(RefusalReason Reason, string Message)
{
    public static readonly Refusal Unauthenticated = new(RefusalReason.Unauthenticated, "A key with the role ingest is needed, as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.");
    public static readonly Refusal Forbidden = new(RefusalReason.Forbidden, "This key does not allow to send logs; its role must be ingest or operator.");
    public static readonly Refusal ForeignOrigin = new(RefusalReason.Forbidden, "Without keys, requests from pages of other sites are refused.");
    public static readonly Refusal ContentEncoding = new(RefusalReason.ContentEncoding, "The content encoding must be gzip or identity.");
    public static readonly Refusal IdempotencyKey = new(RefusalReason.Parameter, "Idempotency-Key must be 1 to 255 visible ASCII characters, once.");
    public static readonly Refusal Service = new(RefusalReason.Parameter, "service must be at most 255 bytes of UTF-8.");
    public static readonly Refusal Corrupt = new(RefusalReason.Malformed, "The gzip data is broken or cut short.");
    public static readonly Refusal TooSlow = new(RefusalReason.TooSlow, "The body arrived too slowly.");
    public static readonly Refusal KeyReused = new(RefusalReason.KeyReused, "This Idempotency-Key was used before for another body.");
    public static readonly Refusal Busy = new(RefusalReason.Busy, "Too many bodies are being received; try again shortly.");
    public static readonly Refusal Closing = new(RefusalReason.Closing, "The gateway is shutting down; try again shortly.");
    public static readonly Refusal Unavailable = new(RefusalReason.Unavailable, "The journal cannot take batches at the moment; try again shortly.");

    /// <summary>The key was accepted once.</summary>
    public static Refusal Expired(string message) => new(RefusalReason.Unauthenticated, message);

    /// <summary>The HTTP status.</summary>
    public int Status => Reason switch
    {
        RefusalReason.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalReason.Forbidden => StatusCodes.Status403Forbidden,
        RefusalReason.ContentType or RefusalReason.ContentEncoding => StatusCodes.Status415UnsupportedMediaType,
        RefusalReason.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.TooSlow => StatusCodes.Status408RequestTimeout,
        RefusalReason.KeyReused => StatusCodes.Status422UnprocessableEntity,
        RefusalReason.Busy or RefusalReason.Closing or RefusalReason.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>The code of a <c>google.rpc.Status</c>.</summary>
    public RpcCode RpcCode => Reason switch
    {
        RefusalReason.Unauthenticated => RpcCode.Unauthenticated,
        RefusalReason.Forbidden => RpcCode.PermissionDenied,
        RefusalReason.Busy or RefusalReason.Closing or RefusalReason.Unavailable => RpcCode.Unavailable,
        _ => RpcCode.InvalidArgument,
    };

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Status == StatusCodes.Status503ServiceUnavailable;
}
