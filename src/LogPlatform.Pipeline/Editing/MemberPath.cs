using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Editing;

/// <summary>A name, perhaps dotted, whose member is taken out of copies of maps. It is read as filters read names: the longest name first.</summary>
internal sealed class MemberPath
{
    private readonly (byte[] Name, MemberPath? Next)[] _splits;
    private readonly int[] _keys;

    public MemberPath(string name)
        : this(name, new Dictionary<string, MemberPath>(StringComparer.Ordinal))
    {
    }

    // The same rest of a name is reached in several ways; it is built once.
    private MemberPath(string name, Dictionary<string, MemberPath> known)
    {
        _splits =
        [
            .. AttributePath.Splits(name).Select(split => (
                System.Text.Encoding.UTF8.GetBytes(split.Name),
                split.Name == name ? null : known.TryGetValue(split.Path, out var rest) ? rest : known[split.Path] = new MemberPath(split.Path, known))),
        ];
        _keys = new int[_splits.Length];
    }

    /// <summary>The key of the full name, -1 when no record has it.</summary>
    public int Key => _keys[0];

    public void Bind(KeyTable keys)
    {
        for (var i = 0; i < _splits.Length; i++)
        {
            _keys[i] = keys.Find(_splits[i].Name);
            _splits[i].Next?.Bind(keys);
        }
    }

    /// <summary>A copy of the map without the member; false when it has no such member.</summary>
    public bool TryRemove(RecordBatch batch, Value map, out Value changed)
    {
        changed = default;
        if (!TryFindChange(batch, map, out var key, out var value))
        {
            return false;
        }

        var start = batch.Attributes.Count;
        for (var i = 0; i < map.Length; i++)
        {
            var member = batch.Attributes[map.FirstChild + i];
            if (member.Key != key || value.Kind != ValueKind.Empty)
            {
                batch.Attributes.Add(member.Key == key ? new RecordAttribute(key, value) : member);
            }
        }

        changed = Value.OfMap(start, batch.Attributes.Count - start);
        return true;
    }

    /// <summary>Which member changes, and to what: an empty value means that it goes.</summary>
    public bool TryFindChange(RecordBatch batch, Value map, out int key, out Value value)
    {
        for (var split = 0; split < _splits.Length; split++)
        {
            key = _keys[split];
            for (var i = 0; key >= 0 && i < map.Length; i++)
            {
                var member = batch.Attributes[map.FirstChild + i];
                if (member.Key != key)
                {
                    continue;
                }

                value = default;
                if (_splits[split].Next is not { } rest || (member.Value.Kind == ValueKind.Map && rest.TryRemove(batch, member.Value, out value)))
                {
                    return true;
                }
            }
        }

        (key, value) = (-1, default);
        return false;
    }
}
