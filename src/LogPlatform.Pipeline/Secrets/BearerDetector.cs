using System.Buffers;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// The token behind the word <c>Bearer</c> in either case (RFC 6750). It must look like one: twenty characters, or eight with something else than letters.
/// </summary>
internal sealed class BearerDetector : SecretDetector
{
    private const int Least = 8;
    private const int LeastLetters = 20;

    private static readonly SearchValues<byte> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="u8);
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-"u8);

    public override SecretKinds Kind => SecretKinds.Bearer;

    public override string Name => "bearer";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length;)
        {
            var word = AsciiText.IndexOfIgnoreCase(text[at..], "bearer "u8);
            if (word < 0)
            {
                return false;
            }

            at += word + "bearer".Length;
            start = at;
            while (At(text, start) == ' ' && start < text.Length)
            {
                start++;
            }

            var length = start < text.Length ? text[start..].IndexOfAnyExcept(Token) : 0;
            end = length < 0 ? text.Length : start + length;
            if (end - start >= LeastLetters || (end - start >= Least && text[start..end].IndexOfAnyExcept(Letters) >= 0))
            {
                return true;
            }

            at = Math.Max(at, end);
        }

        return false;
    }
}
