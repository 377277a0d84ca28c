namespace LogPlatform.Protocols.Otlp;

/// <summary>The codes of <c>google.rpc.Status</c> that an OTLP endpoint answers with (<c>google/rpc/code.proto</c>).</summary>
public enum RpcCode
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The request is malformed; it will be so again.</summary>
    InvalidArgument = 3,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>The request is too large, or too many come.</summary>
    ResourceExhausted = 8,

    /// <summary>The endpoint does not do this.</summary>
    Unimplemented = 12,

    /// <summary>A bug.</summary>
    Internal = 13,

    /// <summary>Not now; try again.</summary>
    Unavailable = 14,

    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 16,
}
