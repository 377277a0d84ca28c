using System.Buffers.Text;
using System.Runtime.CompilerServices;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>Masks the secrets in values of a batch, at any depth. Changed maps and arrays are copies, because others may share them.</summary>
internal sealed class ValueRedactor(TextRedactor redactor)
{
    // Decoders bound nesting well below; the bound here only keeps a bug from becoming a stack overflow.
    private const int MaxDepth = 256;
    private const int NotLooked = -1;

    // No card number is smaller, and all other numbers are none of ours.
    private const long LeastNumber = 2_000_000_000_000;

    private int[] _redactedKeys = [];
    private RecordBatch _batch = null!;
    private TextRef _raw;
    private SecretKinds _rawCandidates;

    public void Begin(RecordBatch batch)
    {
        _batch = batch;
        _raw = default;
        Array.Fill(_redactedKeys, NotLooked);
        Reserve(batch.Keys.Count);
    }

    /// <summary>Looks at the bytes of a record at once, to spare looking at the values that stand in them.</summary>
    public void BeginRecord(TextRef raw)
    {
        _raw = raw;
        _rawCandidates = raw.IsEmpty ? SecretKinds.None : SecretPrefilter.Candidates(_batch.Text(raw), redactor.Kinds);
    }

    /// <summary>Whether a look at the kind and the place of a value is enough to know that it holds no secret.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsClean(in Value value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Bytes => value.Length == 0 || (_rawCandidates == 0 && !redactor.HasPatterns && IsRaw(value.Text)),
        ValueKind.Int => value.Int < LeastNumber,
        ValueKind.Double => !(value.Double >= LeastNumber),
        ValueKind.Array or ValueKind.Map => false,
        _ => true,
    };

    /// <summary>Masks a text in place; whether there was something to mask.</summary>
    public bool Redact(ref TextRef text)
    {
        var hasSecret = TryRedact(text, out var redacted);
        text = hasSecret ? redacted : text;
        return hasSecret;
    }

    /// <summary>Masks a run of attributes, which moves when there was something to mask.</summary>
    public bool Redact(ref int start, int count)
    {
        var hasSecret = TryRedact(Value.OfMap(start, count), out var redacted);
        start = hasSecret ? redacted.FirstChild : start;
        return hasSecret;
    }

    /// <summary>The value without its secrets; false when there are none.</summary>
    public bool TryRedact(in Value value, out Value redacted) => TryRedact(value, MaxDepth, out redacted);

    /// <summary>The key with the secrets of its name masked. Names are looked at once a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RedactedKey(int key)
    {
        var keys = _redactedKeys;
        return (uint)key < (uint)keys.Length && keys[key] != NotLooked ? keys[key] : LookAtKey(key);
    }

    private int LookAtKey(int key)
    {
        Reserve(_batch.Keys.Count);
        var name = _batch.Keys[key];
        var redactedKey = redactor.TryRedact(name, SecretPrefilter.Candidates(name, redactor.Kinds), out var redacted) ? _batch.Keys.Intern(redacted) : key;
        _redactedKeys[key] = redactedKey;
        return redactedKey;
    }

    private void Reserve(int keys)
    {
        var known = _redactedKeys.Length;
        if (known < keys)
        {
            Array.Resize(ref _redactedKeys, Math.Max(keys, 2 * known));
            Array.Fill(_redactedKeys, NotLooked, known, _redactedKeys.Length - known);
        }
    }

    private bool IsRaw(TextRef text) => text.Offset >= _raw.Offset && text.Offset + text.Length <= _raw.Offset + _raw.Length;

    private bool TryRedact(in Value value, int depth, out Value redacted)
    {
        redacted = default;
        if (IsClean(value))
        {
            return false;
        }

        switch (value.Kind)
        {
            case ValueKind.String or ValueKind.Bytes:
                if (!TryRedact(value.Text, out var text))
                {
                    return false;
                }

                redacted = value.Kind == ValueKind.String ? Value.OfString(text) : Value.OfBytes(text);
                return true;
            case ValueKind.Int:
                return TryRedactNumber(value.Int, out redacted);
            case ValueKind.Double:
                return value.Double < long.MaxValue && Math.Floor(value.Double) == value.Double && TryRedactNumber((long)value.Double, out redacted);
            case ValueKind.Array when value.Length > 0:
                return depth == 0 || TryRedactArray(value, depth - 1, out redacted);
            case ValueKind.Map when value.Length > 0:
                return depth == 0 || TryRedactMap(value, depth - 1, out redacted);
            default:
                return false;
        }
    }

    private bool TryRedact(TextRef text, out TextRef redacted)
    {
        redacted = default;
        if (text.IsEmpty)
        {
            return false;
        }

        var bytes = _batch.Text(text);
        var candidates = IsRaw(text) ? _rawCandidates : SecretPrefilter.Candidates(bytes, redactor.Kinds);
        if ((candidates == 0 && !redactor.HasPatterns) || !redactor.TryRedact(bytes, candidates, out var clean))
        {
            return false;
        }

        redacted = _batch.Append(clean);
        return true;
    }

    private bool TryRedactNumber(long number, out Value redacted)
    {
        redacted = default;
        if ((redactor.Kinds & SecretKinds.Card) == 0 || !CardDetector.IsCard(number))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var written);
        if (!redactor.TryRedact(digits[..written], SecretKinds.Card, out var clean))
        {
            return false;
        }

        redacted = Value.OfString(_batch.Append(clean));
        return true;
    }

    private bool TryRedactArray(in Value array, int depth, out Value redacted)
    {
        redacted = default;
        var copy = -1;
        for (var i = 0; i < array.Length; i++)
        {
            if (!TryRedact(_batch.Elements[array.FirstChild + i], depth, out var element))
            {
                continue;
            }

            copy = copy >= 0 ? copy : Copy(_batch.Elements, array.FirstChild, array.Length);
            _batch.Elements[copy + i] = element;
        }

        redacted = copy >= 0 ? Value.OfArray(copy, array.Length) : default;
        return copy >= 0;
    }

    private bool TryRedactMap(in Value map, int depth, out Value redacted)
    {
        redacted = default;
        var copy = -1;
        for (var i = 0; i < map.Length; i++)
        {
            var member = _batch.Attributes[map.FirstChild + i];
            var key = RedactedKey(member.Key);
            var hasSecret = TryRedact(member.Value, depth, out var value);
            if (!hasSecret && key == member.Key)
            {
                continue;
            }

            copy = copy >= 0 ? copy : Copy(_batch.Attributes, map.FirstChild, map.Length);
            _batch.Attributes[copy + i] = new RecordAttribute(key, hasSecret ? value : member.Value);
        }

        redacted = copy >= 0 ? Value.OfMap(copy, map.Length) : default;
        return copy >= 0;
    }

    private static int Copy<T>(GrowList<T> list, int start, int count)
        where T : unmanaged
    {
        var copy = list.Count;
        var room = list.AddUninitialized(count);
        list.AsSpan(start, count).CopyTo(room);
        return copy;
    }
}
