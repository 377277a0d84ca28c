namespace LogPlatform.Storage.Tests.Files;

/// <summary>
/// The content of a file as the kernel sees it: what every reader gets, what is on the platter, and the writes in between, which a power loss keeps or
/// drops sector by sector.
/// </summary>
internal sealed class MemoryInode
{
    private const int Sector = 512;
    private readonly List<(long Offset, byte[]? Bytes)> _unsynced = [];
    private byte[] _durable = [];

    public byte[] Bytes { get; private set; } = [];

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Bytes = Applied(Bytes, offset, bytes);
        _unsynced.Add((offset, bytes.ToArray()));
    }

    public void SetLength(long length)
    {
        Bytes = Resized(Bytes, length);
        _unsynced.Add((length, null));
    }

    public void Flush()
    {
        // Writes that a failed flush lost are not written by a later one: only what is still known as unsynced reaches the platter.
        foreach (var (offset, bytes) in _unsynced)
        {
            _durable = bytes is null ? Resized(_durable, offset) : Applied(_durable, offset, bytes);
        }

        _unsynced.Clear();
    }

    /// <summary>What Linux does when a sync fails: the pages are clean from then on, readable, and not on the platter.</summary>
    public void LoseUnsynced() => _unsynced.Clear();

    public MemoryInode AfterKill()
    {
        var after = new MemoryInode { Bytes = [.. Bytes], _durable = [.. _durable] };
        after._unsynced.AddRange(_unsynced);
        return after;
    }

    public MemoryInode AfterPowerLoss(Random random)
    {
        var survival = random.Next(4) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        byte[] bytes = [.. _durable];
        foreach (var (offset, written) in _unsynced)
        {
            if (written is null)
            {
                bytes = random.NextDouble() < survival ? Resized(bytes, offset) : bytes;
                continue;
            }

            for (var at = 0; at < written.Length;)
            {
                var length = (int)Math.Min(written.Length - at, Sector - ((offset + at) % Sector));
                if (random.NextDouble() < survival)
                {
                    bytes = Applied(bytes, offset + at, written.AsSpan(at, length));
                }

                at += length;
            }
        }

        return new MemoryInode { Bytes = bytes, _durable = [.. bytes] };
    }

    private static byte[] Applied(byte[] bytes, long offset, ReadOnlySpan<byte> written)
    {
        if (written.IsEmpty)
        {
            return bytes;
        }

        var result = offset + written.Length <= bytes.Length ? bytes : Resized(bytes, offset + written.Length);
        written.CopyTo(result.AsSpan((int)offset));
        return result;
    }

    private static byte[] Resized(byte[] bytes, long length)
    {
        var result = new byte[length];
        bytes.AsSpan(0, (int)Math.Min(length, bytes.Length)).CopyTo(result);
        return result;
    }
}
