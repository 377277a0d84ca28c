namespace LogPlatform.Core.Validation;

/// <summary>One way in which records differ between two releases, summed up over all records that were compared.</summary>
/// <param name="Service">The records' <c>service.name</c>; empty when they have none.</param>
/// <param name="Field">The field; <c>fate</c> when a record is kept by one release and dropped or quarantined by the other.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Records">Records that differ so.</param>
/// <param name="Compared">Records of the service that were compared.</param>
/// <param name="Disposition">What is held of it.</param>
/// <param name="Examples">A few of them.</param>
public sealed record FieldChange(
    string Service,
    string Field,
    ChangeKind Kind,
    long Records,
    long Compared,
    ChangeDisposition Disposition,
    IReadOnlyList<ChangeExample> Examples);
