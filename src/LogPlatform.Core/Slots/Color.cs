using System.Text.Json.Serialization;

namespace LogPlatform.Core.Slots;

/// <summary>The name of a slot.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Color>))]
public enum Color : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The blue slot.</summary>
    Blue = 1,

    /// <summary>The green slot.</summary>
    Green = 2,
}
