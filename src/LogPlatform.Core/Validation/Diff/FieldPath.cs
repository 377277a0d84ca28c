using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>The dotted name of the field that is being compared.</summary>
internal sealed class FieldPath
{
    private readonly GrowList<byte> _bytes = new();

    public ReadOnlySpan<byte> Name => _bytes.AsSpan();

    /// <summary>Begins anew.</summary>
    public void Begin(ReadOnlySpan<byte> name)
    {
        _bytes.Clear();
        _bytes.AddRange(name);
    }

    /// <summary>Goes down to a member. Returns what <see cref="Leave"/> takes.</summary>
    public int Enter(ReadOnlySpan<byte> member)
    {
        var length = _bytes.Count;
        if (length == 0 && DiffFields.NeedsPrefix(member))
        {
            _bytes.AddRange("attributes."u8);
        }
        else if (length > 0)
        {
            _bytes.Add((byte)'.');
        }

        _bytes.AddRange(member);
        return length;
    }

    /// <summary>Goes up again.</summary>
    public void Leave(int length) => _bytes.Truncate(length);
}
