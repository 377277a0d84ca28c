using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// Tells the bytes of one batch from those of another in 128 bits: GMAC (NIST SP 800-38D) under a secret that all gateways share. Whoever does not know the secret cannot make two
/// batches that are taken for one, and it costs a tenth of a SHA-256. Thread-safe.
/// </summary>
/// <param name="secret">An AES key.</param>
internal sealed class ContentTags(byte[] secret)
{
    /// <summary>Length of a tag in bytes.</summary>
    public const int Length = 16;

    // Always the same: nothing is encrypted, and tags are seen by nobody but the database.
    private static readonly byte[] Nonce = new byte[AesGcm.NonceByteSizes.MinSize];

    // One is not to be used by two at once. They are left to the collector: a batch may still come in while the journal closes.
    private readonly ConcurrentBag<AesGcm> _macs = [];

    /// <summary>Writes the tag of <paramref name="bytes"/>.</summary>
    public void Compute(ReadOnlySpan<byte> bytes, Span<byte> tag)
    {
        var mac = _macs.TryTake(out var kept) ? kept : new AesGcm(secret, Length);
        mac.Encrypt(Nonce, [], [], tag, bytes);
        _macs.Add(mac);
    }
}
