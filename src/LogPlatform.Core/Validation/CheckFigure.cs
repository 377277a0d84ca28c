namespace LogPlatform.Core.Validation;

/// <summary>A named figure.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">The figure.</param>
public sealed record CheckFigure(string Name, double Value);
