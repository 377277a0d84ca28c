using LogPlatform.Core.Records;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>
/// A name in a list of attributes, bound to the keys of one batch. An attribute with the full name comes first; otherwise the longest part of a
/// dotted name that is a map leads on to the rest. Empty values count as missing.
/// </summary>
public sealed class AttributePath
{
    private readonly byte[] _name;
    private readonly int[] _ends;
    private readonly int[] _keys;

    /// <summary>A path; unusable until it is bound.</summary>
    public AttributePath(string name)
    {
        _name = System.Text.Encoding.UTF8.GetBytes(name);
        var dots = Enumerable.Range(0, _name.Length).Where(i => _name[i] == '.').ToArray();
        _ends = dots.Length < FilterLimits.PathNames ? [.. dots, _name.Length] : [_name.Length];
        _keys = new int[_ends.Length * _ends.Length];
    }

    /// <summary>The key of the full name in the bound batch; -1 when the batch has no such key.</summary>
    public int Key => _keys[^_ends.Length];

    /// <summary>
    /// The ways to read the name, the longest first: the name of an attribute, and the path that leads on from it when it is a map (else empty).
    /// </summary>
    public static IEnumerable<(string Name, string Path)> Splits(string name)
    {
        yield return (name, string.Empty);
        if (name.AsSpan().Count('.') >= FilterLimits.PathNames)
        {
            yield break;
        }

        for (var dot = name.LastIndexOf('.'); dot >= 0; dot = dot == 0 ? -1 : name.LastIndexOf('.', dot - 1))
        {
            yield return (name[..dot], name[(dot + 1)..]);
        }
    }

    /// <summary>Looks the names up in the keys of a batch. A key that the batch gets later is not seen.</summary>
    public void Bind(KeyTable keys)
    {
        // Row: the last part of a name; column: its first. The full name stands in the last row, first column.
        for (var first = 0; first < _ends.Length; first++)
        {
            var start = first == 0 ? 0 : _ends[first - 1] + 1;
            for (var last = first; last < _ends.Length; last++)
            {
                _keys[(last * _ends.Length) + first] = keys.Find(_name.AsSpan(start, _ends[last] - start));
            }
        }
    }

    /// <summary>The value at the path in one list of attributes; false when it is missing or empty.</summary>
    public bool TryFind(RecordBatch batch, ReadOnlySpan<RecordAttribute> attributes, out Value value)
    {
        for (var last = _ends.Length - 1; last >= 0; last--)
        {
            if (TryFind(batch, attributes, 0, last, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>
    /// The value in the first list that has it: all lists are asked for a longer name before any is asked for a shorter one.
    /// </summary>
    internal bool TryFind(RecordBatch batch, ReadOnlySpan<RecordAttribute> own, ReadOnlySpan<RecordAttribute> resource, ReadOnlySpan<RecordAttribute> scope, out Value value)
    {
        for (var last = _ends.Length - 1; last >= 0; last--)
        {
            if (_keys[last * _ends.Length] >= 0
                && (TryFind(batch, own, 0, last, out value) || TryFind(batch, resource, 0, last, out value) || TryFind(batch, scope, 0, last, out value)))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private bool TryFind(RecordBatch batch, ReadOnlySpan<RecordAttribute> attributes, int first, int last, out Value value)
    {
        var key = _keys[(last * _ends.Length) + first];
        if (key >= 0)
        {
            foreach (ref readonly var attribute in attributes)
            {
                if (attribute.Key != key || attribute.Value.Kind == ValueKind.Empty)
                {
                    continue;
                }

                value = attribute.Value;
                if (last == _ends.Length - 1)
                {
                    return true;
                }

                if (value.Kind == ValueKind.Map && TryDescend(batch, value, last + 1, out value))
                {
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    private bool TryDescend(RecordBatch batch, Value map, int first, out Value value)
    {
        var members = batch.Attributes.AsSpan(map.FirstChild, map.Length);
        for (var last = _ends.Length - 1; last >= first; last--)
        {
            if (TryFind(batch, members, first, last, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }
}
