using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogPlatform.Core.Audit;

/// <summary>
/// Chains audit entries, so that none can be changed, removed, added or moved without all behind it being written again. The hash of an entry is SHA-256 over, in this order:
/// its number and its time (100 ns ticks of UTC since 0001-01-01) as 8 bytes each, then actor, action, subject, reason, detail and the previous hash, each as UTF-8 behind its
/// length in 4 bytes. Integers are big-endian. No two entries have the same encoding.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands in the place of the hash before the first entry: 64 zeros.</summary>
    public static string Origin { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>The entry that follows <paramref name="last"/>.</summary>
    /// <param name="last">The last entry; null when there is none.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="at">The time; kept in UTC.</param>
    public static AuditEntry Append(AuditEntry? last, AuditFact fact, DateTimeOffset at)
    {
        var entry = new AuditEntry((last?.Number ?? 0) + 1, at.ToUniversalTime(), fact, last?.Hash ?? Origin, string.Empty);
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>Checks entries from the first on, up to the first place where the chain breaks. Entries missing at the end show only in <see cref="AuditVerification.Head"/>.</summary>
    public static AuditVerification Verify(IEnumerable<AuditEntry> entries)
    {
        var head = Origin;
        var number = 0L;
        foreach (var entry in entries)
        {
            number++;
            if (Flaw(entry, number, head) is { } flaw)
            {
                return new AuditVerification(IsIntact: false, number, head, number, flaw);
            }

            head = entry.Hash;
        }

        return new AuditVerification(IsIntact: true, number, head, BrokenAt: null, Detail: null);
    }

    private static string? Flaw(AuditEntry entry, long number, string head) =>
        entry.Number != number ? $"Entry {number} is expected, and entry {entry.Number} is there."
        : entry.Previous != head ? $"Entry {number} does not follow from the entry before it."
        : entry.At.Offset != TimeSpan.Zero || entry.Hash != HashOf(entry) ? $"Entry {number} is not as it was written."
        : null;

    private static string HashOf(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.Number);
        Add(hash, entry.At.UtcTicks);
        Add(hash, entry.Fact.Actor);
        Add(hash, entry.Fact.Action);
        Add(hash, entry.Fact.Subject);
        Add(hash, entry.Fact.Reason);
        Add(hash, entry.Fact.Detail);
        Add(hash, entry.Previous);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
