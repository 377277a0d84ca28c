using System.Text;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>A whole text against a pattern with <c>*</c>.</summary>
internal sealed class LikeTest : ValueTest
{
    // The texts between the stars: the first must stand at the start, the last at the end, the others anywhere between, in order.
    private readonly byte[][] _parts;

    public LikeTest(string pattern)
    {
        var parts = new List<byte[]>();
        var part = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                parts.Add(Encoding.UTF8.GetBytes(part.ToString()));
                part.Clear();
                continue;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
            {
                i++;
            }

            part.Append(pattern[i]);
        }

        parts.Add(Encoding.UTF8.GetBytes(part.ToString()));
        _parts = [.. parts];
    }

    public override bool MatchesText(ReadOnlySpan<byte> text)
    {
        if (_parts.Length == 1)
        {
            return text.SequenceEqual(_parts[0]);
        }

        if (!text.StartsWith(_parts[0]))
        {
            return false;
        }

        text = text[_parts[0].Length..];
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            // The leftmost place leaves the most room for what follows, so no other place needs to be tried.
            var place = text.IndexOf(part);
            if (place < 0)
            {
                return false;
            }

            text = text[(place + part.Length)..];
        }

        return text.EndsWith(_parts[^1]);
    }
}
