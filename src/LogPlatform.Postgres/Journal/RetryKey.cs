using System.Text;
using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>By what a retry of a batch is recognised, and what tells its bytes from others.</summary>
/// <param name="Key">The client's key behind a 1, or the content behind a 2.</param>
/// <param name="Content">The format and the tag of the bytes.</param>
internal sealed record RetryKey(byte[] Key, byte[] Content)
{
    private const byte OfClient = 1;
    private const byte OfContent = 2;

    /// <summary>The key as text, to find it in a dictionary.</summary>
    public string Name => Convert.ToHexString(Key);

    /// <summary>The key of a batch; null when nobody wants its retries to be recognised.</summary>
    public static RetryKey? Of(BatchHeader header, ReadOnlySpan<byte> payload, ContentTags tags)
    {
        if (header.IdempotencyKey is null && !header.MatchContent)
        {
            return null;
        }

        var content = new byte[1 + ContentTags.Length];
        content[0] = (byte)header.Format;
        tags.Compute(payload, content.AsSpan(1));
        byte[] key = header.IdempotencyKey is { } text ? [OfClient, .. Encoding.UTF8.GetBytes(text)] : [OfContent, .. content];
        return new RetryKey(key, content);
    }

    /// <summary>Whether two batches have the same bytes.</summary>
    public bool IsSameContent(ReadOnlySpan<byte> other) => Content.AsSpan().SequenceEqual(other);
}
