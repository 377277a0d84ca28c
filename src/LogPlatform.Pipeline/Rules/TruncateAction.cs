using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Shortens texts, also inside of maps and arrays, to a number of bytes at most; never in the middle of a character.</summary>
internal sealed class TruncateAction(int maxBytes, bool body, bool attributes, string[] names) : RuleAction
{
    private const int MaxDepth = 256;

    private int[] _keys = [];

    public override void Bind(RuleContext context) => _keys = [.. names.Select(context.Batch.Keys.Intern)];

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        if (body && TryTruncate(context.Batch, record.Body, MaxDepth, out var shorter))
        {
            record.Body = shorter;
        }

        for (var i = 0; (attributes || _keys.Length > 0) && i < record.AttributeCount; i++)
        {
            var attribute = context.Batch.Attributes[record.AttributeStart + i];
            if ((attributes || Array.IndexOf(_keys, attribute.Key) >= 0) && TryTruncate(context.Batch, attribute.Value, MaxDepth, out shorter))
            {
                context.Attributes.Own(ref record)[i].Value = shorter;
            }
        }
    }

    private bool TryTruncate(RecordBatch batch, in Value value, int depth, out Value shorter)
    {
        shorter = default;
        switch (value.Kind)
        {
            case ValueKind.String or ValueKind.Bytes when value.Length > maxBytes:
                shorter = value.Kind == ValueKind.String
                    ? Value.OfString(value.Text with { Length = Cut(batch.Text(value.Text), maxBytes) })
                    : Value.OfBytes(value.Text with { Length = maxBytes });
                return true;
            case ValueKind.Array when depth > 0:
                return TryTruncateArray(batch, value, depth - 1, out shorter);
            case ValueKind.Map when depth > 0:
                return TryTruncateMap(batch, value, depth - 1, out shorter);
            default:
                return false;
        }
    }

    private bool TryTruncateArray(RecordBatch batch, Value array, int depth, out Value shorter)
    {
        var copy = -1;
        for (var i = 0; i < array.Length; i++)
        {
            if (TryTruncate(batch, batch.Elements[array.FirstChild + i], depth, out var element))
            {
                copy = copy >= 0 ? copy : batch.Elements.AddRange(batch.Elements.AsSpan(array.FirstChild, array.Length));
                batch.Elements[copy + i] = element;
            }
        }

        shorter = copy >= 0 ? Value.OfArray(copy, array.Length) : default;
        return copy >= 0;
    }

    private bool TryTruncateMap(RecordBatch batch, Value map, int depth, out Value shorter)
    {
        var copy = -1;
        for (var i = 0; i < map.Length; i++)
        {
            if (TryTruncate(batch, batch.Attributes[map.FirstChild + i].Value, depth, out var member))
            {
                copy = copy >= 0 ? copy : batch.Attributes.AddRange(batch.Attributes.AsSpan(map.FirstChild, map.Length));
                batch.Attributes[copy + i].Value = member;
            }
        }

        shorter = copy >= 0 ? Value.OfMap(copy, map.Length) : default;
        return copy >= 0;
    }

    // The longest start of at most so many bytes that does not end inside of a character.
    private static int Cut(ReadOnlySpan<byte> text, int most)
    {
        var length = most;
        while (length > 0 && most - length < 4 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return (text[length] & 0xC0) == 0x80 ? most : length;
    }
}
