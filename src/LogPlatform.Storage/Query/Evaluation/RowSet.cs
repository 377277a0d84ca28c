using System.Numerics;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A set of rows of one block, a bit each.</summary>
internal sealed class RowSet
{
    private readonly ulong[] _words;

    private RowSet(ulong[] words) => _words = words;

    /// <summary>Number of rows in the set.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether no row is in the set.</summary>
    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>A set without rows, for a block of <paramref name="rows"/>.</summary>
    public static RowSet None(int rows) => new(new ulong[(rows + 63) >> 6]);

    /// <summary>A set of all <paramref name="rows"/>.</summary>
    public static RowSet All(int rows)
    {
        var set = None(rows);
        set._words.AsSpan().Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            set._words[^1] = (1UL << (rows & 63)) - 1;
        }

        return set;
    }

    /// <summary>Adds a row.</summary>
    public void Add(int row) => _words[row >> 6] |= 1UL << (row & 63);

    /// <summary>Adds the rows of another set.</summary>
    public void UnionWith(RowSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>The rows that are not in another set.</summary>
    public RowSet Except(RowSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _words[i] & ~other._words[i];
        }

        return new RowSet(words);
    }

    /// <summary>The rows, rising.</summary>
    public Enumerator GetEnumerator() => new(_words);

    /// <summary>Walks the rows of a set; what is added meanwhile may or may not be seen.</summary>
    internal struct Enumerator(ulong[] words)
    {
        private int _index;
        private ulong _word = words.Length > 0 ? words[0] : 0;

        /// <summary>The row.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next row.</summary>
        public bool MoveNext()
        {
            while (_word == 0)
            {
                if (++_index >= words.Length)
                {
                    return false;
                }

                _word = words[_index];
            }

            Current = (_index << 6) + BitOperations.TrailingZeroCount(_word);
            _word &= _word - 1;
            return true;
        }
    }
}
