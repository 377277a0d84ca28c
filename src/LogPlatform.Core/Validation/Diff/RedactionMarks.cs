using System.Text.RegularExpressions;
using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>
/// What a redaction leaves behind: <c>[redacted:email]</c>, or with a hash or the last characters <c>[email:abcdefghijklmnop]</c>, <c>[card:****1234]</c>. A mask text that
/// somebody chose, or a field that is removed, cannot be recognised.
/// </summary>
internal static partial class RedactionMarks
{
    /// <summary>Whether a redaction left a mark in a text.</summary>
    public static bool IsIn(string text) => Mark().IsMatch(text);

    /// <summary>Whether a redaction left a mark in the body or an attribute of a record.</summary>
    public static bool AreIn(RecordBatch batch, int record)
    {
        ref var log = ref batch.Records[record];
        if (IsIn(ValueText.Of(batch, log.Body)))
        {
            return true;
        }

        foreach (ref readonly var attribute in batch.AttributesOf(log))
        {
            if (IsIn(ValueText.Of(batch, attribute.Value)))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\[redacted|:\*{4}|:[a-p]{16}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
