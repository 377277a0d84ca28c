using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation;

/// <summary>What is held of a difference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeDisposition>))]
public enum ChangeDisposition
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Nobody declared it: it counts against the release.</summary>
    Unexpected,

    /// <summary>The release declares it.</summary>
    Expected,

    /// <summary>Two runs of the baseline differ as often.</summary>
    Noise,
}
