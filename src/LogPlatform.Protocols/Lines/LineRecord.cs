using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Lines;

/// <summary>Readings of members that NDJSON and CLEF lines share. Each is given the cursor on a value and returns false, without having moved it, when the value does not fit.</summary>
internal static class LineRecord
{
    /// <summary>A time in text or as a number. One that does not fit 64 bits is kept as an attribute.</summary>
    public static bool TryTime(ref JsonCursor cursor, RecordSink sink, ref long time)
    {
        if (cursor.Token is not (JsonTokenType.String or JsonTokenType.Number))
        {
            return false;
        }

        var text = cursor.ScalarText();
        var bytes = sink.Batch.Text(text);
        var reading = Rfc3339.Parse(bytes, out time);
        if (reading == TimeReading.None)
        {
            reading = UnixNano.FromNumber(bytes, out time);
        }

        if (reading == TimeReading.OutOfRange)
        {
            sink.Open.Add(sink.Key(RecordNames.OriginalTime), Value.OfString(text));
        }

        return reading != TimeReading.None;
    }

    /// <summary>A level by name, or by the numbers of pino and bunyan: 10 is trace, 60 is fatal.</summary>
    public static bool TrySeverity(ref JsonCursor cursor, RecordSink sink, ref LogRecord record)
    {
        if (cursor.Token is not (JsonTokenType.String or JsonTokenType.Number))
        {
            return false;
        }

        record.SeverityText = cursor.ScalarText();
        record.Severity = cursor.Token == JsonTokenType.String
            ? SeverityName.Parse(sink.Batch.Text(record.SeverityText))
            : cursor.Reader.TryGetUInt32(out var number) ? SeverityNumber.FromBunyan(number) : (byte)0;
        return true;
    }

    /// <summary>A trace id of 32 hexadecimal digits.</summary>
    public static bool TryTraceId(in JsonCursor cursor, ref UInt128 id) =>
        cursor.Token == JsonTokenType.String && Hex.TryReadTraceId(cursor.Reader.ValueSpan, out id);

    /// <summary>A span id of 16 hexadecimal digits.</summary>
    public static bool TrySpanId(in JsonCursor cursor, ref ulong id) =>
        cursor.Token == JsonTokenType.String && Hex.TryReadSpanId(cursor.Reader.ValueSpan, out id);
}
