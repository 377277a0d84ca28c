using System.Text;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>UTF-8 to characters, in memory that is used again for the next text.</summary>
internal sealed class TextDecoder
{
    private char[] _chars = new char[1024];

    /// <summary>The characters of a text, valid until the next call. Bytes that are not UTF-8 become U+FFFD.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> text)
    {
        // UTF-8 never has fewer bytes than UTF-16 has units.
        if (_chars.Length < text.Length)
        {
            _chars = new char[text.Length];
        }

        return _chars.AsSpan(0, Encoding.UTF8.GetChars(text, _chars));
    }
}
