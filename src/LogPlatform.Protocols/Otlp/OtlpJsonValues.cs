using System.Buffers.Text;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Reads <c>AnyValue</c>, <c>KeyValue</c> and integers of OTLP's JSON.</summary>
internal static class OtlpJsonValues
{
    /// <summary>Reads an array of attributes.</summary>
    public static void ReadAttributes(ref JsonCursor cursor, RecordSink sink, out int start, out int count)
    {
        var mark = sink.Open.MemberMark;
        ReadPairs(ref cursor, sink);
        start = sink.Open.CloseAttributes(sink.Batch, mark, out count);
    }

    /// <summary>Reads an <c>AnyValue</c>. Of several cases the last wins.</summary>
    public static Value Read(ref JsonCursor cursor, RecordSink sink)
    {
        var value = default(Value);
        if (cursor.Token != JsonTokenType.StartObject)
        {
            cursor.Reader.Skip();
            return value;
        }

        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (cursor.Token == JsonTokenType.Null)
            {
                continue;
            }

            if (name.Is("stringValue"u8, "string_value"u8))
            {
                value = Value.OfString(cursor.ScalarText());
            }
            else if (name.Is("intValue"u8, "int_value"u8))
            {
                value = Value.OfInt((long)ReadInteger(ref cursor));
            }
            else if (name.Is("boolValue"u8, "bool_value"u8))
            {
                value = Value.OfBool(cursor.Token == JsonTokenType.True);
                cursor.Reader.Skip();
            }
            else if (name.Is("doubleValue"u8, "double_value"u8))
            {
                JsonCursor.TryReadDouble(sink.Batch.Text(cursor.ScalarText()), out value);
            }
            else if (name.Is("bytesValue"u8, "bytes_value"u8))
            {
                JsonCursor.TryReadBase64(sink.Batch, cursor.ScalarText(), out value);
            }
            else if (name.Is("arrayValue"u8, "array_value"u8))
            {
                value = ReadArray(ref cursor, sink);
            }
            else if (name.Is("kvlistValue"u8, "kvlist_value"u8))
            {
                value = ReadMap(ref cursor, sink);
            }
            else
            {
                cursor.Reader.Skip();
            }
        }

        return value;
    }

    /// <summary>An integer as a number or a string; a negative one in two's complement, as protobuf has it. 0 when it is none.</summary>
    public static ulong ReadInteger(ref JsonCursor cursor)
    {
        var text = cursor.Token is JsonTokenType.Number or JsonTokenType.String ? cursor.Reader.ValueSpan : default;
        cursor.Reader.Skip();
        if (Utf8Parser.TryParse(text, out long signed, out var used) && used == text.Length)
        {
            return (ulong)signed;
        }

        if (Utf8Parser.TryParse(text, out ulong unsigned, out used) && used == text.Length)
        {
            return unsigned;
        }

        // 1e3 and 5.0 are integers, too, in protobuf's JSON.
        return Utf8Parser.TryParse(text, out double number, out used) && used == text.Length && double.IsInteger(number)
            ? number is >= long.MinValue and <= long.MaxValue ? (ulong)(long)number : (ulong)number
            : 0;
    }

    private static Value ReadArray(ref JsonCursor cursor, RecordSink sink)
    {
        var mark = sink.Open.ElementMark;
        while (NextValues(ref cursor))
        {
            while (cursor.ReadElement())
            {
                var element = Read(ref cursor, sink);
                sink.Open.Add(element);
            }
        }

        return sink.Open.CloseArray(sink.Batch, mark);
    }

    private static Value ReadMap(ref JsonCursor cursor, RecordSink sink)
    {
        var mark = sink.Open.MemberMark;
        while (NextValues(ref cursor))
        {
            ReadPairs(ref cursor, sink);
        }

        return sink.Open.CloseMap(sink.Batch, mark);
    }

    // Steps to the next array called "values" in the ArrayValue or KeyValueList that the cursor stands on or in; false at the object's end.
    private static bool NextValues(ref JsonCursor cursor)
    {
        if (cursor.Token is not (JsonTokenType.StartObject or JsonTokenType.EndArray))
        {
            cursor.Reader.Skip();
            return false;
        }

        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("values"u8) && cursor.Token == JsonTokenType.StartArray)
            {
                return true;
            }

            cursor.Reader.Skip();
        }

        return false;
    }

    private static void ReadPairs(ref JsonCursor cursor, RecordSink sink)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            cursor.Reader.Skip();
            return;
        }

        while (cursor.ReadElement())
        {
            if (cursor.Token == JsonTokenType.StartObject)
            {
                ReadPair(ref cursor, sink);
            }
            else
            {
                cursor.Reader.Skip();
            }
        }
    }

    private static void ReadPair(ref JsonCursor cursor, RecordSink sink)
    {
        var key = default(TextRef);
        var value = default(Value);
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("key"u8))
            {
                key = cursor.ScalarText();
            }
            else if (name.Is("value"u8))
            {
                value = Read(ref cursor, sink);
            }
            else
            {
                cursor.Reader.Skip();
            }
        }

        sink.Open.Add(sink.Key(sink.Data(), key.Offset, key.Length), value);
    }
}
