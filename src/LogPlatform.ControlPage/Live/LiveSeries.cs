using LogPlatform.Core.Slots;

namespace LogPlatform.ControlPage.Live;

/// <summary>One line of a chart, drawn once for all pages.</summary>
/// <param name="Slot">The slot it is of.</param>
/// <param name="Name">What is told of the slot: <c>p99</c>; empty when the chart says it.</param>
/// <param name="Path">The line as an SVG path in the chart's coordinates; empty when there is nothing to draw.</param>
/// <param name="Latest">The latest value in words.</param>
/// <param name="LatestY">Where the latest value is; null when there is none.</param>
public sealed record LiveSeries(Color Slot, string Name, string Path, string Latest, int? LatestY);
