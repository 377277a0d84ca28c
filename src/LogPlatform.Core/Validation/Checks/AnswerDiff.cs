using System.Text.Json;

namespace LogPlatform.Core.Validation.Checks;

/// <summary>Compares the output of a sample with what it expects: NDJSON in the form of an export, line by line. Members that the expected output leaves out are not compared.</summary>
public static class AnswerDiff
{
    private const int MaxDifferences = 20;
    private const int MaxText = 80;

    /// <summary>Where the output is not as expected, in words, at most 20; empty when it is.</summary>
    /// <param name="expected">The expected records, NDJSON.</param>
    /// <param name="actual">The kept records, NDJSON.</param>
    public static IReadOnlyList<string> Compare(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual)
    {
        var differences = new List<string>();
        var expectedLines = Lines(expected);
        var actualLines = Lines(actual);
        if (expectedLines.Count != actualLines.Count)
        {
            differences.Add($"expected {Words.Count(expectedLines.Count, "record")}, got {actualLines.Count}");
        }

        for (var line = 0; line < Math.Min(expectedLines.Count, actualLines.Count) && differences.Count < MaxDifferences; line++)
        {
            CompareLine(line + 1, expectedLines[line], actualLines[line], differences);
        }

        return differences.Count > MaxDifferences ? differences.GetRange(0, MaxDifferences) : differences;
    }

    private static void CompareLine(int line, ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual, List<string> differences)
    {
        try
        {
            using var left = JsonDocument.Parse(expected);
            using var right = JsonDocument.Parse(actual);
            CompareElement($"record {line}", left.RootElement, right.RootElement, differences);
        }
        catch (JsonException)
        {
            differences.Add($"record {line} is not JSON");
        }
    }

    private static void CompareElement(string place, JsonElement expected, JsonElement actual, List<string> differences)
    {
        if (expected.ValueKind != JsonValueKind.Object || actual.ValueKind != JsonValueKind.Object)
        {
            if (!JsonElement.DeepEquals(expected, actual))
            {
                differences.Add($"{place}: expected {Short(expected)}, got {Short(actual)}");
            }

            return;
        }

        foreach (var member in expected.EnumerateObject())
        {
            var name = $"{place}{(place.Contains(", ", StringComparison.Ordinal) ? "." : ", ")}{member.Name}";
            if (actual.TryGetProperty(member.Name, out var value))
            {
                CompareElement(name, member.Value, value, differences);
            }
            else
            {
                differences.Add($"{name}: expected {Short(member.Value)}, got nothing");
            }
        }
    }

    private static string Short(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= MaxText ? text : $"{text[..MaxText]}…";
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var range in text.Span.Split((byte)'\n'))
        {
            if (text.Span[range].ContainsAnyExcept(" \t\r"u8))
            {
                lines.Add(text[range]);
            }
        }

        return lines;
    }
}
