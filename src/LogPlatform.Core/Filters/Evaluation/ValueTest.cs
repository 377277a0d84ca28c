using System.Buffers.Text;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>
/// The condition of one leaf of a filter on the bare content of its field, so that records and columns are judged by the same rules. A test holds no
/// state of its evaluations: it may be used by several threads.
/// </summary>
public abstract class ValueTest
{
    private protected ValueTest()
    {
    }

    /// <summary>The test of a condition on a field.</summary>
    public static ValueTest For(FieldFilter leaf) => leaf switch
    {
        CompareFilter compare => For(compare.Op, compare.Value),
        InFilter list => new AnyTest([.. list.Values.Select(static value => For(CompareOp.Equal, value))]),
        ContainsFilter contains => new ContainsTest(contains.Text),
        LikeFilter like => new LikeTest(like.Pattern),
        MatchFilter match => new MatchTest(match.Pattern),
        _ => new ExistsTest(),
    };

    /// <summary>The test of full text, for <see cref="MatchesText"/> and the searches at any depth.</summary>
    public static ValueTest For(TextFilter text) => new ContainsTest(text.Phrase);

    /// <summary>Judges a text, UTF-8.</summary>
    public abstract bool MatchesText(ReadOnlySpan<byte> text);

    /// <summary>Judges an integer: also a time in nanoseconds since the Unix epoch, a severity number (not 0: that is missing), a batch, a generation.</summary>
    public virtual bool MatchesInteger(long number)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(number, text, out var written);
        return MatchesText(text[..written]);
    }

    /// <summary>Judges a floating-point number.</summary>
    public virtual bool MatchesNumber(double number)
    {
        Span<byte> text = stackalloc byte[40];
        return number.TryFormat(text, out var written, provider: System.Globalization.CultureInfo.InvariantCulture) && MatchesText(text[..written]);
    }

    /// <summary>Judges a boolean.</summary>
    public virtual bool MatchesTruth(bool value) => MatchesText(value ? "true"u8 : "false"u8);

    /// <summary>Judges a trace id or a span id (not 0: that is missing).</summary>
    public virtual bool MatchesId(UInt128 id) => false;

    /// <summary>Judges what has no text: bytes and maps.</summary>
    public virtual bool MatchesOpaque() => false;

    /// <summary>Judges a value of a batch. An array fits when one of its elements does; an empty value never does.</summary>
    public bool MatchesValue(RecordBatch batch, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return MatchesText(batch.Text(value.Text));
            case ValueKind.Int:
                return MatchesInteger(value.Int);
            case ValueKind.Double:
                return MatchesNumber(value.Double);
            case ValueKind.Bool:
                return MatchesTruth(value.Bool);
            case ValueKind.Array:
                foreach (ref readonly var element in batch.Elements.AsSpan(value.FirstChild, value.Length))
                {
                    if (MatchesValue(batch, element))
                    {
                        return true;
                    }
                }

                return MatchesOpaque();
            case ValueKind.Bytes or ValueKind.Map:
                return MatchesOpaque();
            default:
                return false;
        }
    }

    /// <summary>Whether a string in the value, at any depth, passes <see cref="MatchesText"/>.</summary>
    public bool MatchesAnyText(RecordBatch batch, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return MatchesText(batch.Text(value.Text));
            case ValueKind.Array:
                foreach (ref readonly var element in batch.Elements.AsSpan(value.FirstChild, value.Length))
                {
                    if (MatchesAnyText(batch, element))
                    {
                        return true;
                    }
                }

                return false;
            case ValueKind.Map:
                return MatchesAnyText(batch, batch.Attributes.AsSpan(value.FirstChild, value.Length));
            default:
                return false;
        }
    }

    /// <summary>Whether a string in the attributes, at any depth, passes <see cref="MatchesText"/>.</summary>
    public bool MatchesAnyText(RecordBatch batch, ReadOnlySpan<RecordAttribute> attributes)
    {
        foreach (ref readonly var attribute in attributes)
        {
            if (MatchesAnyText(batch, attribute.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static ValueTest For(CompareOp op, FilterValue value) => value switch
    {
        TimeValue time => RangeTest.For(op, time.UnixNano, time.UnixNano),
        SeverityValue severity => RangeTest.For(op, severity.Lowest, severity.Highest),
        CountValue count => RangeTest.For(op, count.Number, count.Number),
        IdValue id => new IdTest(id.Id),
        NumberValue number => new CompareTest(op, number.Text, isNumber: true),
        TextValue text => new CompareTest(op, text.Text, isNumber: false),
        _ => throw new ArgumentException($"No test for {value}.", nameof(value)),
    };
}
