using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>
/// A SHA-256 over what a file says, not how it is laid out: comments, white space and styles of quoting do not count, the order of entries does
/// (rules and assignments run in order).
/// </summary>
internal static class ConfigFingerprint
{
    public static string Of(ConfigNode? root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, root);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, ConfigNode? node)
    {
        switch (node)
        {
            case ConfigMap map:
                Tag(hash, 'm', map.Entries.Count);
                foreach (var entry in map.Entries)
                {
                    Add(hash, entry.Key with { IsPlain = false });
                    Add(hash, entry.Value);
                }

                break;
            case ConfigList list:
                Tag(hash, 'l', list.Items.Count);
                foreach (var item in list.Items)
                {
                    Add(hash, item);
                }

                break;
            case ConfigScalar scalar:
                // "5" and 5 differ, "a" and a do not.
                var typed = scalar.IsNull || scalar.TryBool(out _) || scalar.TryNumber(out _);
                var bytes = Encoding.UTF8.GetBytes(scalar.Text);
                Tag(hash, typed ? 't' : 's', bytes.Length);
                hash.AppendData(bytes);
                break;
            default:
                Tag(hash, 'e', 0);
                break;
        }
    }

    private static void Tag(IncrementalHash hash, char kind, int count)
    {
        Span<byte> tag = stackalloc byte[5];
        tag[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(tag[1..], count);
        hash.AppendData(tag);
    }
}
