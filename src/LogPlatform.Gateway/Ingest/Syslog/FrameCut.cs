namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Whole messages at the start of a connection's buffer.</summary>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="Frames">Number of them.</param>
/// <param name="Broken">What follows them breaks the framing: nothing behind it can be told apart.</param>
internal readonly record struct FrameCut(int Bytes, int Frames, bool Broken);
