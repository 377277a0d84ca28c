namespace LogPlatform.Protocols.Syslog;

/// <summary>What stands at the front of a connection's buffered bytes.</summary>
/// <param name="Bytes">Leading bytes that are done with: whole frames and blank lines. 0 when more bytes are needed.</param>
/// <param name="Frames">Messages in them. With 0, the bytes may be thrown away.</param>
/// <param name="NeedsNewline">
/// Whether the bytes are one line without its end (a piece of one that is too long, or the last of a connection): append a newline to them before anything else.
/// </param>
/// <param name="Error">What is wrong behind those bytes, which are good nevertheless; the connection cannot go on. Null when nothing is.</param>
public readonly record struct SyslogScan(int Bytes, int Frames, bool NeedsNewline = false, string? Error = null);
