using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation;

/// <summary>How a field differs in the candidate's record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>Only the candidate has it.</summary>
    Added,

    /// <summary>Only the baseline has it.</summary>
    Removed,
}
