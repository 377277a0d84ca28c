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

    // Edit distance (Damerau's, in its restricted form): insertions, deletions, replacements, and swaps of neighbours. Long words are not suggested for.
    private static int Distance(string left, string right)
    {
        if (left.Length > 64)
        {
            return int.MaxValue;
        }

        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var replaced = costs[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] ? costs[i - 2, j - 2] + 1 : replaced;
                costs[i, j] = Math.Min(Math.Min(replaced, swapped), 1 + Math.Min(costs[i - 1, j], costs[i, j - 1]));
            }
        }

        return costs[left.Length, right.Length];
    }
}
