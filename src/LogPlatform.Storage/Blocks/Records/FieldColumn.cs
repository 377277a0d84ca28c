using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>A decoded column of values.</summary>
/// <param name="place">What it holds.</param>
/// <param name="count">Number of values.</param>
/// <param name="texts">Strings, bytes, or arrays and maps as written by <see cref="ValueWriter"/>.</param>
/// <param name="numbers">Truths, integers, or the bits of doubles.</param>
internal sealed class FieldColumn(ColumnPlace place, int count, TextColumn? texts, long[]? numbers)
{
    /// <summary>What it holds.</summary>
    public ColumnPlace Place => place;

    /// <summary>The kind of all its values.</summary>
    public ValueKind Kind => place.Kind;

    /// <summary>Number of values.</summary>
    public int Count => count;

    /// <summary>Strings, bytes, arrays or maps.</summary>
    public TextColumn Texts => texts ?? throw new InvalidOperationException("The column has no strings.");

    /// <summary>Truths, integers, or the bits of doubles.</summary>
    public ReadOnlySpan<long> Numbers => numbers;
}
