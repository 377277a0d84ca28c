using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>Finds the few distinct values of a column, if they are few.</summary>
internal sealed class IntDictionary
{
    private const int Slots = 1024;
    private const int Most = 256;

    private readonly short[] _slots = new short[Slots];

    /// <summary>The distinct values, in order of first use.</summary>
    public GrowList<long> Entries { get; } = new();

    /// <summary>For each value the index of its entry.</summary>
    public GrowList<long> Codes { get; } = new();

    /// <summary>False when there are more than 256 distinct values or more than a quarter of all values.</summary>
    public bool TryBuild(ReadOnlySpan<long> values)
    {
        Array.Clear(_slots);
        Entries.Clear();
        Codes.Clear();
        var codes = Codes.AddUninitialized(values.Length);
        var most = Math.Min(Most, values.Length / 4);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var slot = (int)((ulong)value * 0x9E3779B97F4A7C15UL >> 54);
            while (true)
            {
                var code = _slots[slot] - 1;
                if (code < 0)
                {
                    if (Entries.Count == most)
                    {
                        return false;
                    }

                    code = Entries.Add(value);
                    _slots[slot] = (short)(code + 1);
                }
                else if (Entries[code] != value)
                {
                    slot = (slot + 1) & (Slots - 1);
                    continue;
                }

                codes[i] = code;
                break;
            }
        }

        return true;
    }
}
