namespace LogPlatform.Protocols.Lines;

/// <summary>Steps through the lines of a payload that hold more than white space. Carriage returns are no part of a line.</summary>
internal ref struct LineCursor
{
    private readonly ReadOnlySpan<byte> _data;
    private int _next;

    /// <summary>Stands before the first line of a part of <paramref name="data"/>.</summary>
    public LineCursor(ReadOnlySpan<byte> data, int start, int length)
    {
        _data = data[..(start + length)];
        _next = start;
    }

    /// <summary>Stands before the first line of a file: a byte order mark is no part of it. A piece of a stream has none.</summary>
    public static LineCursor OfFile(ReadOnlySpan<byte> data, int start, int length)
    {
        var mark = data.Slice(start, length).StartsWith("\uFEFF"u8) ? 3 : 0;
        return new LineCursor(data, start + mark, length - mark);
    }

    /// <summary>Number of the current line, from 1, blank ones counted.</summary>
    public int Number { get; private set; }

    /// <summary>First byte of the current line in the data.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the current line, without its end.</summary>
    public int Length { get; private set; }

    /// <summary>Where the line's first byte that is no white space is.</summary>
    public int Content { get; private set; }

    /// <summary>Whether the line's first byte that is no white space opens an object.</summary>
    public readonly bool IsObject => _data[Content] == '{';

    /// <summary>Steps to the next line; false at the end.</summary>
    public bool Next()
    {
        while (_next < _data.Length)
        {
            var rest = _data[_next..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            Number++;
            Start = _next;
            _next += end < 0 ? rest.Length : end + 1;
            Length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
            var content = line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
            if (content >= 0)
            {
                Content = Start + content;
                return true;
            }
        }

        return false;
    }
}
