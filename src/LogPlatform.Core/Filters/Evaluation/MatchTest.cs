using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>A regular expression, found anywhere in the text.</summary>
internal sealed class MatchTest(string pattern) : ValueTest
{
    private const int OnStack = 512;

    private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override bool MatchesText(ReadOnlySpan<byte> text)
    {
        if (text.Length <= OnStack)
        {
            Span<char> chars = stackalloc char[OnStack];
            return _regex.IsMatch(chars[..Encoding.UTF8.GetChars(text, chars)]);
        }

        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var found = _regex.IsMatch(rented.AsSpan(0, Encoding.UTF8.GetChars(text, rented)));
        ArrayPool<char>.Shared.Return(rented);
        return found;
    }
}
