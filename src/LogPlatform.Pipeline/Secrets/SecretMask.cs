using System.Security.Cryptography;
using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>What is written in the place of a secret.</summary>
internal sealed class SecretMask
{
    private const int Kept = 4;

    private readonly byte[]? _text;
    private readonly byte[] _salt;
    private readonly MaskStyle _style;

    /// <summary>A mask.</summary>
    /// <param name="style">How a secret is masked.</param>
    /// <param name="text">For <see cref="MaskStyle.Replace"/>: the text, or null for "[redacted:name]".</param>
    /// <param name="salt">For <see cref="MaskStyle.Hash"/>: the key. Without one, short secrets can be found by trying.</param>
    public SecretMask(MaskStyle style, string? text, string salt)
    {
        _style = style;
        _text = text is null ? null : Encoding.UTF8.GetBytes(text);
        _salt = Encoding.UTF8.GetBytes(salt);
    }

    /// <summary>Writes the mask of a secret that the detector or pattern called <paramref name="name"/> found.</summary>
    public void Write(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> name, GrowList<byte> output)
    {
        if (_style == MaskStyle.Replace && _text is not null)
        {
            output.AddRange(_text);
            return;
        }

        output.Add((byte)'[');
        output.AddRange(_style == MaskStyle.Replace ? "redacted"u8 : name);
        output.Add((byte)':');
        if (_style == MaskStyle.Replace)
        {
            output.AddRange(name);
        }
        else if (_style == MaskStyle.Hash)
        {
            WriteHash(secret, output);
        }
        else
        {
            WriteTail(secret, output);
        }

        output.Add((byte)']');
    }

    // Letters only, 4 bits each: a digest in digits could pass for a card number.
    private void WriteHash(ReadOnlySpan<byte> secret, GrowList<byte> output)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_salt, secret, digest);
        foreach (var b in digest[..8])
        {
            output.Add((byte)('a' + (b >> 4)));
            output.Add((byte)('a' + (b & 15)));
        }
    }

    // The last characters, unless they would be a good part of the secret.
    private static void WriteTail(ReadOnlySpan<byte> secret, GrowList<byte> output)
    {
        output.AddRange("****"u8);
        var start = secret.Length - Kept;
        while (start < secret.Length && start > 0 && (secret[start] & 0xC0) == 0x80)
        {
            start++;
        }

        if (start >= 2 * Kept)
        {
            output.AddRange(secret[start..]);
        }
    }
}
