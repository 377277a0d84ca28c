using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation;

/// <summary>A named figure.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">The figure. A ratio to nothing is infinite: JSON, which has no number for that, says it as text.</param>
public sealed record CheckFigure(string Name, [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Value);
