using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Gateway.Control.Releases;

namespace LogPlatform.Gateway.Tests.Control.Releases;

public sealed class LineDiffTests
{
    [Fact]
    public void EqualTextsHaveNoDifference() => LineDiff.Unified("a\nb\n", "a\r\nb\r\n").ShouldBeEmpty();

    [Fact]
    public void AChangeIsShownWithThreeLinesAround() =>
        LineDiff.Unified("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")
            .ShouldBe("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");

    [Fact]
    public void FarChangesAreHunksOfTheirOwnAndNearOnesAreNot()
    {
        var before = Enumerable.Range(1, 30).Select(i => $"{i}").ToArray();
        string Changed(params int[] lines) => string.Join('\n', before.Select((line, at) => lines.Contains(at + 1) ? "x" : line));

        LineDiff.Unified(string.Join('\n', before), Changed(5, 12)).Split("@@ -").Length.ShouldBe(2);
        LineDiff.Unified(string.Join('\n', before), Changed(5, 13)).Split("@@ -").Length.ShouldBe(3);
    }

    [Fact]
    public void AnEmptySideIsNumberedAsDiffDoes()
    {
        LineDiff.Unified(string.Empty, "a\nb\n").ShouldBe("@@ -0,0 +1,2 @@\n+a\n+b\n");
        LineDiff.Unified("a\n", string.Empty).ShouldBe("@@ -1,1 +0,0 @@\n-a\n");
    }

    [Fact]
    public void TextsTooLargeToCompareLineByLineAreShownAsReplaced()
    {
        var before = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"before {i}"));
        var after = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"after {i}"));

        LineDiff.Unified(before, after).Count(c => c == '\n').ShouldBe(6001);
    }

    [Fact]
    public void PatchingTheOneTextGivesTheOther() => Prop.ForAll(
        Gen.Elements("a", "b", "c", "d").ListOf().Two().ToArbitrary(),
        texts =>
        {
            var before = string.Concat(texts.Item1.Select(line => line + "\n"));
            var after = string.Concat(texts.Item2.Select(line => line + "\n"));
            Patch(before, LineDiff.Unified(before, after)).ShouldBe(after);
        }).QuickCheckThrowOnFailure();

    private static string Patch(string before, string diff)
    {
        var lines = before.Split('\n')[..^1];
        var (output, at) = (new List<string>(), 0);
        foreach (var line in diff.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var (start, count) = (int.Parse(line[4..line.IndexOf(',')]), int.Parse(line[(line.IndexOf(',') + 1)..line.IndexOf(" +", StringComparison.Ordinal)]));
                var begin = count == 0 ? start : start - 1;
                output.AddRange(lines[at..begin]);
                at = begin;
                continue;
            }

            if (line[0] != '+')
            {
                lines[at++].ShouldBe(line[1..]);
            }

            if (line[0] != '-')
            {
                output.Add(line[1..]);
            }
        }

        return string.Concat(output.Concat(lines[at..]).Select(line => line + "\n"));
    }
}
