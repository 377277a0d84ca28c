namespace LogPlatform.Pipeline.Configuration;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>"; did you mean 'x'?" when one of the words is near, otherwise the list of all words.</summary>
    public static string For(string word, IReadOnlyCollection<string> words)
    {
        var near = words.Select(known => (known, Distance: Distance(word, known))).MinBy(static pair => pair.Distance);
        return near.known is not null && near.Distance <= Math.Max(1, Math.Min(3, near.known.Length / 3))
            ? $"; did you mean '{near.known}'?"
            : $"; expected {List(words)}";
    }

    public static string List(IReadOnlyCollection<string> words) =>
        words.Count == 1 ? $"'{words.First()}'" : $"one of {string.Join(", ", words)}";

    // Edit distance (Levenshtein), one row at a time. Long words are not suggested for.
    private static int Distance(string left, string right)
    {
        if (left.Length > 64)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
