using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>A column of values and where it is.</summary>
/// <param name="Field">A <see cref="ColumnField"/>.</param>
/// <param name="Kind">The kind of all its values.</param>
/// <param name="DataAt">Where it starts in the data section.</param>
/// <param name="TextAt">Where its strings start in the text section that belongs to it.</param>
internal readonly record struct ColumnPlace(int Field, ValueKind Kind, int DataAt, int TextAt);
