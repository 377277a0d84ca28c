namespace LogPlatform.Core.Validation.Checks;

/// <summary>Differences in words.</summary>
internal static class ChangeText
{
    /// <summary><c>field user.email changes in 12% of records of service auth</c>, with what is held of it when it does not count.</summary>
    public static string Sentence(FieldChange change)
    {
        var service = change.Service.Length == 0 ? "records without a service" : $"records of service {change.Service}";
        var share = Words.Percent(change.Records, change.Compared);
        var disposition = change.Disposition switch
        {
            ChangeDisposition.Expected => " (expected)",
            ChangeDisposition.Noise => " (noise)",
            _ => string.Empty,
        };
        return (change.Field, change.Kind) switch
        {
            (Diff.DiffFields.Fate, ChangeKind.Added) => $"{share} of {service} are newly kept{disposition}",
            (Diff.DiffFields.Fate, _) => $"{share} of {service} are no longer kept{disposition}",
            (_, ChangeKind.Added) => $"field {change.Field} appears in {share} of {service}{disposition}",
            (_, ChangeKind.Removed) => $"field {change.Field} disappears from {share} of {service}{disposition}",
            _ => $"field {change.Field} changes in {share} of {service}{disposition}",
        };
    }
}
