using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Numbers the attribute names that a block uses, in order of first use.</summary>
internal sealed class KeyMap
{
    private readonly GrowList<int> _numbers = new();
    private readonly GrowList<int> _keys = new();

    /// <summary>The batch's ids of the names of the block.</summary>
    public ReadOnlySpan<int> Keys => _keys.AsSpan();

    /// <summary>Forgets all names; <paramref name="keyCount"/> is the number of names in the batch.</summary>
    public void Clear(int keyCount)
    {
        _keys.Clear();
        _numbers.Clear();
        _numbers.AddUninitialized(keyCount).Clear();
    }

    /// <summary>The block's number of a name of the batch.</summary>
    public int Number(int key)
    {
        ref var number = ref _numbers[key];
        if (number == 0)
        {
            number = _keys.Add(key) + 1;
        }

        return number - 1;
    }
}
