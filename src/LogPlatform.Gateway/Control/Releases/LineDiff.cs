using System.Globalization;
using System.Text;

namespace LogPlatform.Gateway.Control.Releases;

/// <summary>Compares two texts line by line, by their longest common subsequence.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    // The table takes 4 bytes a cell. What is larger is shown as replaced as a whole: still right, only longer.
    private const long MostCells = 4_000_000;

    /// <summary>The difference in the unified format, without file headers; empty when there is none.</summary>
    public static string Unified(string before, string after)
    {
        var edits = Edits(Lines(before), Lines(after));
        var text = new StringBuilder();
        for (var at = 0; (at = edits.FindIndex(at, IsChange)) >= 0;)
        {
            var start = Math.Max(0, at - Context);
            var end = EndOfHunk(edits, at);
            WriteHunk(text, edits, start, end);
            at = end;
        }

        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static bool IsChange((char Mark, string Line) edit) => edit.Mark != ' ';

    // Changes that are so close that their contexts touch belong to one hunk.
    private static int EndOfHunk(List<(char Mark, string Line)> edits, int firstChange)
    {
        var last = firstChange;
        for (var at = firstChange; at < edits.Count && at <= last + (2 * Context) + 1; at++)
        {
            last = IsChange(edits[at]) ? at : last;
        }

        return Math.Min(edits.Count, last + Context + 1);
    }

    private static void WriteHunk(StringBuilder text, List<(char Mark, string Line)> edits, int start, int end)
    {
        var hunk = edits[start..end];
        var (oldBefore, newBefore) = (edits.Take(start).Count(edit => edit.Mark != '+'), edits.Take(start).Count(edit => edit.Mark != '-'));
        var (oldLines, newLines) = (hunk.Count(edit => edit.Mark != '+'), hunk.Count(edit => edit.Mark != '-'));
        text.Append(CultureInfo.InvariantCulture, $"@@ -{First(oldBefore, oldLines)},{oldLines} +{First(newBefore, newLines)},{newLines} @@\n");
        foreach (var (mark, line) in hunk)
        {
            text.Append(mark).Append(line).Append('\n');
        }
    }

    // As diff counts: a side without lines names the line before it.
    private static int First(int linesBefore, int lines) => lines == 0 ? linesBefore : linesBefore + 1;

    private static List<(char Mark, string Line)> Edits(string[] before, string[] after)
    {
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var most = Math.Min(before.Length, after.Length) - same;
        var sameAtEnd = before.Reverse().Zip(after.Reverse()).Take(most).TakeWhile(pair => pair.First == pair.Second).Count();
        var edits = before.Take(same).Select(line => (' ', line)).ToList();
        AddMiddle(edits, before.AsSpan(same..^sameAtEnd), after.AsSpan(same..^sameAtEnd));
        edits.AddRange(before.TakeLast(sameAtEnd).Select(line => (' ', line)));
        return edits;
    }

    private static void AddMiddle(List<(char Mark, string Line)> edits, ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var common = (long)before.Length * after.Length <= MostCells ? Table(before, after) : null;
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (common is not null && i < before.Length && j < after.Length && before[i] == after[j])
            {
                edits.Add((' ', before[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < before.Length && (common is null || j == after.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', before[i++]));
            }
            else
            {
                edits.Add(('+', after[j++]));
            }
        }
    }

    // Length of the longest common subsequence of what follows line i here and line j there.
    private static int[,] Table(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
