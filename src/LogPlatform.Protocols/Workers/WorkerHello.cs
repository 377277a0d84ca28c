namespace LogPlatform.Protocols.Workers;

/// <summary>A worker introduces itself.</summary>
/// <param name="Node">The name it was started with, e.g. <c>blue-1</c>.</param>
/// <param name="ProcessId">Its operating-system process id.</param>
/// <param name="Release">The release it runs.</param>
/// <param name="Fingerprint">SHA-256 of the configuration it has compiled, hex.</param>
public sealed record WorkerHello(string Node, int ProcessId, string Release, string Fingerprint)
{
    /// <summary>Version of the frames below; both ends refuse another one.</summary>
    public const ushort ProtocolVersion = 1;
}
