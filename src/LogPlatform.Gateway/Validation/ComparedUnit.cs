using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation;

/// <summary>What the comparison of a unit found.</summary>
/// <param name="Unit">The sample.</param>
/// <param name="IsEqual">Whether both releases made the same bytes.</param>
/// <param name="IsOutputCompared">Whether the candidate's records were looked at; they are left out when the mirror is behind.</param>
/// <param name="IsMeasured">Whether the candidate was warm, so that its speed counts.</param>
internal readonly record struct ComparedUnit(PairedUnit Unit, bool IsEqual, bool IsOutputCompared, bool IsMeasured);
