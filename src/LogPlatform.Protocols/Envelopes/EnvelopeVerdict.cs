namespace LogPlatform.Protocols.Envelopes;

/// <summary>What the gateway learned of a payload without decoding its records.</summary>
/// <param name="RecordCount">Number of records; 0 with an error or for an empty request, which is valid.</param>
/// <param name="Error">Why the payload is refused, for the client's developer; null when it is well-formed.</param>
public readonly record struct EnvelopeVerdict(int RecordCount, string? Error)
{
    /// <summary>Whether the payload is well-formed.</summary>
    public bool IsValid => Error is null;
}
