using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation;

/// <summary>What a check says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The evidence is sufficient and good.</summary>
    Pass,

    /// <summary>The evidence is sufficient and bad.</summary>
    Fail,

    /// <summary>There is not enough evidence. Never a pass.</summary>
    Inconclusive,
}
