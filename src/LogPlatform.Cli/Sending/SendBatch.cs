namespace LogPlatform.Cli.Sending;

/// <summary>A batch cut from the input; valid until the next one is asked for.</summary>
/// <param name="Body">The bytes to send.</param>
/// <param name="Records">Records in it.</param>
/// <param name="FirstLine">The line of the input it begins with, from 1; for OTLP the request, from 1.</param>
internal readonly record struct SendBatch(ReadOnlyMemory<byte> Body, long Records, long FirstLine);
