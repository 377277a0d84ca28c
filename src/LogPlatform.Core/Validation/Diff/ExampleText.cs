namespace LogPlatform.Core.Validation.Diff;

/// <summary>
/// Shapes the two texts of an example: cut to the place where they differ, and masked where the baseline redacts, so that a report does not spread what the redaction was
/// to hide. What both texts begin and end with is no secret: the baseline has it in the clear.
/// </summary>
internal static class ExampleText
{
    private const int MaxLength = 200;
    private const int Lead = 40;

    /// <param name="before">The baseline's value.</param>
    /// <param name="after">The candidate's.</param>
    /// <param name="isHidden">Whether all of the candidate's is to be masked.</param>
    public static (string? Before, string? After) Shape(string? before, string? after, bool isHidden)
    {
        if (before is null || after is null)
        {
            return (before is null ? null : Cut(before, 0), after is null ? null : Cut(isHidden ? Mask(after) : after, 0));
        }

        var prefix = before.AsSpan().CommonPrefixLength(after);
        if (isHidden || RedactionMarks.IsIn(before))
        {
            var suffix = CommonSuffix(before.AsSpan(prefix), after.AsSpan(prefix));
            after = string.Concat(after.AsSpan(0, prefix), Mask(after[prefix..^suffix]), after.AsSpan(after.Length - suffix));
        }

        var start = Math.Max(before.Length, after.Length) <= MaxLength ? 0 : Math.Max(0, prefix - Lead);
        return (Cut(before, start), Cut(after, start));
    }

    private static int CommonSuffix(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[^(length + 1)] == right[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    // Letters and digits go, the shape stays.
    private static string Mask(string text) => string.Create(text.Length, text, static (masked, text) =>
    {
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] = char.IsAsciiDigit(text[i]) ? '9' : char.IsAscii(text[i]) && !char.IsAsciiLetter(text[i]) ? text[i] : 'x';
        }
    });

    private static string Cut(string text, int start)
    {
        start = Math.Min(start, text.Length);
        start -= start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? 1 : 0;
        var (head, room) = start > 0 ? ("…", MaxLength - 1) : (string.Empty, MaxLength);
        if (text.Length - start <= room)
        {
            return head + text[start..];
        }

        var end = start + room - 1;
        end -= char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return $"{head}{text.AsSpan(start, end - start)}…";
    }
}
