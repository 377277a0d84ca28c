using System.Buffers;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// E-mail addresses as people have them: a dotted domain whose last label begins with a letter. Bytes above ASCII count as letters, so that
/// international addresses are found whole. Quoted local parts and address literals are not found.
/// </summary>
internal sealed class EmailDetector : SecretDetector
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    private static readonly SearchValues<byte> Local = SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&*+_~-"u8, .. Enumerable.Range(128, 128).Select(static i => (byte)i)]);

    public override SecretKinds Kind => SecretKinds.Email;

    public override string Name => "email";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length; at++)
        {
            var sign = text[at..].IndexOf((byte)'@');
            if (sign < 0)
            {
                return false;
            }

            at += sign;
            start = Math.Max(from, at - MaxLocal);
            start += text[start..at].LastIndexOfAnyExcept(Local) + 1;
            start = CharacterEnd(text, start);
            end = DomainEnd(text, at + 1);
            end = end > 0 ? CharacterEnd(text, end) : 0;
            if (start < at && end > 0)
            {
                return true;
            }
        }

        return false;
    }

    // The limits of length may fall into a character; half of one must not stay behind.
    private static int CharacterEnd(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (text[at] & 0xC0) == 0x80)
        {
            at++;
        }

        return at;
    }

    // The end of the longest domain, or 0.
    private static int DomainEnd(ReadOnlySpan<byte> text, int at)
    {
        var limit = Math.Min(text.Length, at + MaxDomain);
        var end = 0;
        for (var label = at; label < limit;)
        {
            var next = label;
            while (next < limit && (IsDigit(text[next]) || IsLetter(text[next]) || text[next] is (byte)'-' or >= 128))
            {
                next++;
            }

            // A top-level label of two bytes or more that begins like a word.
            if (label > at && next - label >= 2 && !IsDigit(text[label]) && text[label] != '-')
            {
                end = next;
            }

            if (next == label || next >= limit || text[next] != '.')
            {
                break;
            }

            label = next + 1;
        }

        return end;
    }
}
