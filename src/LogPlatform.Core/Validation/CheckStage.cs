using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation;

/// <summary>When a check is run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckStage>))]
public enum CheckStage
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Before the switch, on the candidate.</summary>
    Validation,

    /// <summary>After the switch, with the old slot as the reference.</summary>
    Bake,
}
