namespace LogPlatform.Cli.Sending;

/// <summary>A batch to be posted.</summary>
/// <param name="Address">Where to.</param>
/// <param name="ContentType">Form of the body.</param>
/// <param name="Body">The body, as it goes over the wire.</param>
/// <param name="Gzipped">Whether the body is compressed.</param>
/// <param name="Key">The idempotency key: the same for every attempt, so that the server keeps the batch once.</param>
internal readonly record struct BatchPost(Uri Address, string ContentType, ReadOnlyMemory<byte> Body, bool Gzipped, string Key);
