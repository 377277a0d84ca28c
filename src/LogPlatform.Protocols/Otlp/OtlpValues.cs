using System.Runtime.CompilerServices;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// Decodes <c>KeyValue</c> and <c>AnyValue</c>. Flat values are written at once; nested ones wait in a queue until the fields around them are done, so children
/// are contiguous without copies and depth costs no stack.
/// </summary>
internal sealed class OtlpValues
{
    private readonly GrowList<PendingValue> _pending = new();
    private RecordSink _sink = null!;
    private RecordBatch _batch = null!;

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordSink sink)
    {
        _sink = sink;
        _batch = sink.Batch;
        _pending.ClearAndTrim(1 << 12);
    }

    /// <summary>Appends the attribute at a range of <paramref name="data"/>, the batch's buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddPair(ReadOnlySpan<byte> data, int start, int length)
    {
        var pair = data.Slice(start, length);
        var value = PairShape.FindValue(pair);
        if (value >= 0)
        {
            var any = pair[value..];
            Value quick;
            switch ((uint)any[0])
            {
                case OtlpTags.AnyString when any[1] == any.Length - 2:
                    quick = Value.OfString(_sink.Text(data, start + value + 2, any.Length - 2));
                    break;
                case OtlpTags.AnyInt when PairShape.IsVarint(any[1..], out var number):
                    quick = Value.OfInt((long)number);
                    break;
                case OtlpTags.AnyDouble when any.Length == 9:
                    quick = Value.OfDouble(System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(any[1..]));
                    break;
                case OtlpTags.AnyBool when PairShape.IsVarint(any[1..], out var truth):
                    quick = Value.OfBool(truth != 0);
                    break;
                default:
                    return AddPairByField(data, start, length, 0);
            }

            _batch.Attributes.Add(new RecordAttribute(_sink.Key(data, start + PairShape.KeyStart, pair[1]), quick));
            return true;
        }

        return AddPairByField(data, start, length, 0);
    }

    /// <summary>Decodes the body of <paramref name="record"/> from a range of <paramref name="data"/>.</summary>
    public bool ReadBody(ReadOnlySpan<byte> data, int start, int length, ref LogRecord record)
    {
        if (!Read(data, start, length, out record.Body, out var nested))
        {
            return false;
        }

        // The last body wins, so an earlier nested one must not be filled in later.
        for (var i = 0; i < _pending.Count; i++)
        {
            if (_pending[i].Place == ValuePlace.Body)
            {
                _pending[i].Place = ValuePlace.None;
            }
        }

        Enqueue(nested, ValuePlace.Body, 0, 1);
        return true;
    }

    /// <summary>Decodes the nested values that were met since the last call. With no body expected, <paramref name="body"/> is not touched.</summary>
    public bool Complete(ReadOnlySpan<byte> data, ref Value body) => _pending.Count == 0 || CompletePending(data, ref body);

    /// <summary>Forgets the nested values that were met, after an error.</summary>
    public void Abandon() => _pending.Clear();

    private bool CompletePending(ReadOnlySpan<byte> data, ref Value body)
    {
        for (var next = 0; next < _pending.Count; next++)
        {
            var pending = _pending[next];
            if (pending.Depth > IngestLimits.DepthCeiling || !ReadList(data, pending, out var value))
            {
                return false;
            }

            switch (pending.Place)
            {
                case ValuePlace.Body: body = value; break;
                case ValuePlace.Attribute: _batch.Attributes[pending.Index].Value = value; break;
                case ValuePlace.Element: _batch.Elements[pending.Index] = value; break;
            }
        }

        _pending.Clear();
        return true;
    }

    private bool ReadList(ReadOnlySpan<byte> data, PendingValue list, out Value value)
    {
        var first = list.IsMap ? _batch.Attributes.Count : _batch.Elements.Count;
        var reader = new WireReader(data, list.Start, list.Start + list.Length);
        value = default;
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ListKnown, out var tag, out var start, out var length))
            {
                return false;
            }

            if (tag == OtlpTags.ListItems
                && !(list.IsMap ? AddPairByField(data, start, length, list.Depth) : AddElement(data, start, length, list.Depth)))
            {
                return false;
            }
        }

        value = list.IsMap ? Value.OfMap(first, _batch.Attributes.Count - first) : Value.OfArray(first, _batch.Elements.Count - first);
        return true;
    }

    private bool AddElement(ReadOnlySpan<byte> data, int start, int length, int depth)
    {
        if (!Read(data, start, length, out var value, out var nested))
        {
            return false;
        }

        Enqueue(nested, ValuePlace.Element, _batch.Elements.Add(value), depth + 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool AddPairByField(ReadOnlySpan<byte> data, int from, int count, int depth)
    {
        var reader = new WireReader(data, from, from + count);
        var key = (Start: from, Length: 0);
        var value = default(Value);
        var nested = default(PendingValue);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.PairKnown, out var tag, out var start, out var length)
                || (tag == OtlpTags.PairValue && !Read(data, start, length, out value, out nested)))
            {
                return false;
            }

            if (tag == OtlpTags.PairKey)
            {
                key = (start, length);
            }
        }

        var index = _batch.Attributes.Add(new RecordAttribute(_sink.Key(data, key.Start, key.Length), value));
        Enqueue(nested, ValuePlace.Attribute, index, depth + 1);
        return true;
    }

    // Of several cases the last wins. A nested one is returned as such, for the caller knows where it goes.
    private bool Read(ReadOnlySpan<byte> data, int from, int count, out Value value, out PendingValue nested)
    {
        var reader = new WireReader(data, from, from + count);
        value = default;
        nested = default;
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var tag))
            {
                return false;
            }

            switch (tag)
            {
                case OtlpTags.AnyString:
                case OtlpTags.AnyBytes:
                case OtlpTags.AnyArray:
                case OtlpTags.AnyMap:
                    if (!reader.TryReadRange(out var start, out var length))
                    {
                        return false;
                    }

                    nested = default;
                    value = tag switch
                    {
                        OtlpTags.AnyString => Value.OfString(_sink.Text(data, start, length)),
                        OtlpTags.AnyBytes => Value.OfBytes(new TextRef(start, length)),
                        _ => default,
                    };
                    if (tag is OtlpTags.AnyArray or OtlpTags.AnyMap)
                    {
                        nested = new PendingValue { Start = start, Length = length, IsMap = tag == OtlpTags.AnyMap, Place = ValuePlace.Element };
                    }

                    break;
                case OtlpTags.AnyBool:
                case OtlpTags.AnyInt:
                    if (!reader.TryReadVarint(out var number))
                    {
                        return false;
                    }

                    nested = default;
                    value = tag == OtlpTags.AnyBool ? Value.OfBool(number != 0) : Value.OfInt((long)number);
                    break;
                case OtlpTags.AnyDouble:
                    if (!reader.TryReadFixed64(out var bits))
                    {
                        return false;
                    }

                    nested = default;
                    value = Value.OfDouble(BitConverter.UInt64BitsToDouble(bits));
                    break;
                default:
                    if (!reader.TrySkip(tag, OtlpTags.AnyKnown))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private void Enqueue(PendingValue nested, ValuePlace place, int index, int depth)
    {
        if (nested.Place != ValuePlace.None)
        {
            nested.Place = place;
            nested.Index = index;
            nested.Depth = depth;
            _pending.Add(nested);
        }
    }
}
