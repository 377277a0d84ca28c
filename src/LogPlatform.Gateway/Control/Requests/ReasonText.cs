namespace LogPlatform.Gateway.Control.Requests;

/// <summary>The reason that a person gives: it goes to the audit log and into reports, so it is one line of readable length.</summary>
internal static class ReasonText
{
    private const int MaxLength = 1000;

    /// <summary>The reason; empty when none was given. What is wrong with it is added to <paramref name="errors"/>.</summary>
    public static string Read(string? given, List<string> errors)
    {
        var reason = given?.Trim() ?? string.Empty;
        if (reason.Length > MaxLength || reason.Any(char.IsControl))
        {
            errors.Add($"reason: at most {MaxLength} characters on one line.");
        }

        return reason;
    }
}
