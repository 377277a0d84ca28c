using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Protocols.Json;

/// <summary>
/// A JSON reader over a part of a batch's buffer that yields text as ranges of it and values as <see cref="Value"/>s. Like the reader in it, it throws
/// <see cref="JsonException"/> where the bytes are no JSON.
/// </summary>
/// <param name="sink">Whose batch it is.</param>
/// <param name="data">The batch's buffer.</param>
/// <param name="start">First byte of the JSON.</param>
/// <param name="length">Its length.</param>
/// <param name="typed">Whether the marks of <see cref="TypedNames"/> are understood.</param>
internal ref struct JsonCursor(RecordSink sink, ReadOnlySpan<byte> data, int start, int length, bool typed = false)
{
    /// <summary>The reader options that all decoders use: deep enough for what the deepest allowed value takes in OTLP's JSON, four levels a map.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = (4 * IngestLimits.DepthCeiling) + 32 };

    private readonly RecordSink _sink = sink;
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly int _origin = start;
    private readonly bool _typed = typed;

    /// <summary>The reader.</summary>
    public Utf8JsonReader Reader = new(data.Slice(start, length), Options);

    /// <summary>Where the current token starts in the buffer.</summary>
    public readonly int TokenStart => _origin + (int)Reader.TokenStartIndex;

    /// <summary>Where what was read so far ends in the buffer.</summary>
    public readonly int Position => _origin + (int)Reader.BytesConsumed;

    /// <summary>The type of the current token.</summary>
    public readonly JsonTokenType Token => Reader.TokenType;

    /// <summary>Steps to the next token; false at the end.</summary>
    public bool Read() => Reader.Read();

    /// <summary>Steps to the next member of an object: true on its name, false on the object's end.</summary>
    public bool ReadName() => Reader.Read() && Reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Steps to the next element of an array: true on its first token, false on the array's end.</summary>
    public bool ReadElement() => Reader.Read() && Reader.TokenType != JsonTokenType.EndArray;

    /// <summary>The text of the current string or name.</summary>
    public readonly TextRef Text() => Reader.ValueIsEscaped
        ? JsonUnescape.Append(_sink.Batch, Reader.ValueSpan)
        : _sink.Text(_data, TokenStart + 1, Reader.ValueSpan.Length);

    /// <summary>The text of the current string, or of a number or literal as it is written; empty for null, objects and arrays, which are skipped.</summary>
    public TextRef ScalarText()
    {
        switch (Token)
        {
            case JsonTokenType.String:
                return Text();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return new TextRef(TokenStart, Reader.ValueSpan.Length);
            default:
                Reader.Skip();
                return default;
        }
    }

    /// <summary>The id of the current name.</summary>
    public readonly int Key()
    {
        var name = Reader.ValueSpan;
        if (Reader.ValueIsEscaped)
        {
            var text = Text();
            name = _sink.Batch.Text(text);
        }
        else if (name.IsEmpty || name[0] != '$')
        {
            return _sink.Key(_data, TokenStart + 1, name.Length);
        }

        if (_typed && TypedNames.IsEscaped(name))
        {
            name = name[1..];
        }

        return System.Text.Unicode.Utf8.IsValid(name) ? _sink.Key(name) : _sink.Key(_data, TokenStart + 1, name.Length);
    }

    /// <summary>Reads the current value to its end.</summary>
    public Value Value()
    {
        switch (Token)
        {
            case JsonTokenType.String:
                return Core.Records.Value.OfString(Text());
            case JsonTokenType.Number:
                return Number();
            case JsonTokenType.True:
            case JsonTokenType.False:
                return Core.Records.Value.OfBool(Token == JsonTokenType.True);
            case JsonTokenType.StartArray:
                var elements = _sink.Open.ElementMark;
                while (ReadElement())
                {
                    var element = Value();
                    _sink.Open.Add(element);
                }

                return _sink.Open.CloseArray(_sink.Batch, elements);
            case JsonTokenType.StartObject:
                if (_typed && TryReadTyped(out var value))
                {
                    return value;
                }

                var members = _sink.Open.MemberMark;
                Members();
                return _sink.Open.CloseMap(_sink.Batch, members);
            default:
                return default;
        }
    }

    /// <summary>Reads all members of the current object to the open values.</summary>
    public void Members()
    {
        while (ReadName())
        {
            Member();
        }
    }

    /// <summary>Reads the current name and its value to the open values.</summary>
    public void Member()
    {
        var key = Key();
        Read();
        var value = Value();
        _sink.Open.Add(key, value);
    }

    // Digits that no number type holds stay text: an identifier of twenty digits must not change.
    private readonly Value Number()
    {
        if (Reader.TryGetInt64(out var integer))
        {
            return Core.Records.Value.OfInt(integer);
        }

        var digits = Reader.ValueSpan;
        return digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 && Reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? Core.Records.Value.OfDouble(number)
            : Core.Records.Value.OfString(new TextRef(TokenStart, digits.Length));
    }

    private bool TryReadTyped(out Value value)
    {
        value = default;
        var ahead = this;
        if (!ahead.ReadName())
        {
            return false;
        }

        var bytes = ahead.Reader.ValueTextEquals(TypedNames.Bytes);
        if ((!bytes && !ahead.Reader.ValueTextEquals(TypedNames.Double)) || !ahead.Read() || ahead.Token != JsonTokenType.String)
        {
            return false;
        }

        var text = ahead.Text();
        if (!ahead.Read() || ahead.Token != JsonTokenType.EndObject
            || !(bytes ? TryReadBase64(_sink.Batch, text, out value) : TryReadDouble(_sink.Batch.Text(text), out value)))
        {
            return false;
        }

        this = ahead;
        return true;
    }

    /// <summary>Decodes base64, plain or URL-safe, with or without padding.</summary>
    public static bool TryReadBase64(RecordBatch batch, TextRef text, out Value value)
    {
        var source = batch.Text(text);
        var start = batch.Buffer.Count;
        var target = batch.Buffer.AddUninitialized((source.Length / 4 * 3) + 3);
        var done = Base64.DecodeFromUtf8(source, target, out _, out var length) == OperationStatus.Done
            || Base64Url.DecodeFromUtf8(source, target, out _, out length) == OperationStatus.Done;
        batch.Buffer.Truncate(start + (done ? length : 0));
        value = done ? Core.Records.Value.OfBytes(new TextRef(start, length)) : default;
        return done;
    }

    /// <summary>Reads a double from text: the names that JSON lacks, or digits.</summary>
    public static bool TryReadDouble(ReadOnlySpan<byte> text, out Value value)
    {
        var number =
            text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : Utf8Parser.TryParse(text, out double digits, out var used) && used == text.Length ? digits
            : (double?)null;
        value = number is { } read ? Core.Records.Value.OfDouble(read) : default;
        return number is not null;
    }
}
