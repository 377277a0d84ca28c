using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Tests.Files;

/// <summary>A folder in memory that can fail at any operation and lose power at any moment.</summary>
internal sealed class MemoryDirectory : IStorageDirectory
{
    private readonly Dictionary<string, MemoryInode> _names = [];
    private readonly List<Action<Dictionary<string, MemoryInode>>> _unsynced = [];
    private Dictionary<string, MemoryInode> _durable = [];
    private bool _locked;

    public string Name => "memory";

    /// <summary>Size of the disk, bytes.</summary>
    public long Capacity { get; set; } = 1L << 30;

    public long FreeBytes
    {
        get
        {
            lock (this)
            {
                return Capacity - _names.Values.Distinct().Sum(inode => (long)inode.Bytes.Length);
            }
        }
    }

    /// <summary>Called before each operation; it may throw.</summary>
    public Action<StorageOperation, string>? Before { get; set; }

    /// <summary>Fails for good after so many more bytes were written, in the middle of a write; null is never.</summary>
    public long? TearAfter { get; set; }

    /// <summary>Number of file syncs that succeeded.</summary>
    public int Flushes { get; set; }

    public IReadOnlyList<string> List()
    {
        lock (this)
        {
            return [.. _names.Keys];
        }
    }

    public byte[] BytesOf(string name) => _names[name].Bytes;

    public IStorageFile Create(string name)
    {
        lock (this)
        {
            Check(StorageOperation.Create, name);
            var inode = new MemoryInode();
            Change(names => names[name] = inode);
            return new MemoryFile(this, name, inode);
        }
    }

    public IStorageFile? Open(string name, FileAccess access)
    {
        lock (this)
        {
            return _names.TryGetValue(name, out var inode) ? new MemoryFile(this, name, inode) : null;
        }
    }

    public void Rename(string from, string to)
    {
        lock (this)
        {
            Check(StorageOperation.Rename, from);
            var inode = _names[from];
            Change(names =>
            {
                names.Remove(from);
                names[to] = inode;
            });
        }
    }

    public void Delete(string name)
    {
        lock (this)
        {
            Check(StorageOperation.Delete, name);
            Change(names => names.Remove(name));
        }
    }

    public void Flush()
    {
        lock (this)
        {
            Check(StorageOperation.FlushDirectory, Name);
            _unsynced.Clear();
            _durable = new Dictionary<string, MemoryInode>(_names);
        }
    }

    public IDisposable Lock()
    {
        lock (this)
        {
            if (_locked)
            {
                throw new IOException("The folder is in use.");
            }

            _locked = true;
            return new Unlock(this);
        }
    }

    /// <summary>What a machine finds after a power loss: names and bytes that were not synced are there or not.</summary>
    public MemoryDirectory AfterPowerLoss(Random random)
    {
        lock (this)
        {
            var names = new Dictionary<string, MemoryInode>(_durable);
            foreach (var change in _unsynced.Take(random.Next(_unsynced.Count + 1)))
            {
                change(names);
            }

            var after = new MemoryDirectory { Capacity = Capacity };
            foreach (var (name, inode) in names)
            {
                after._names[name] = inode.AfterPowerLoss(random);
            }

            after._durable = new Dictionary<string, MemoryInode>(after._names);
            return after;
        }
    }

    /// <summary>What the next process finds after this one was killed: everything that was written, synced or not.</summary>
    public MemoryDirectory AfterKill()
    {
        lock (this)
        {
            // Copies, because what is left of the old process must not reach the new one's files. Names that are not synced are as they are in either.
            var after = new MemoryDirectory { Capacity = Capacity };
            var copies = _durable.Values.Concat(_names.Values).Distinct().ToDictionary(inode => inode, inode => inode.AfterKill());
            foreach (var (name, inode) in _durable)
            {
                after._durable[name] = copies[inode];
            }

            foreach (var (name, inode) in _names)
            {
                after._names[name] = copies[inode];
            }

            // One step to the present state stands for all that is not synced.
            var present = new Dictionary<string, MemoryInode>(after._names);
            after._unsynced.Add(names =>
            {
                names.Clear();
                foreach (var (name, inode) in present)
                {
                    names[name] = inode;
                }
            });
            return after;
        }
    }

    internal void Check(StorageOperation operation, string name) => Before?.Invoke(operation, name);

    internal void CheckRoom(long bytes)
    {
        if (bytes > FreeBytes)
        {
            throw new IOException("No space left on device.");
        }
    }

    private void Change(Action<Dictionary<string, MemoryInode>> change)
    {
        change(_names);
        _unsynced.Add(change);
    }

    private sealed class Unlock(MemoryDirectory directory) : IDisposable
    {
        public void Dispose() => directory._locked = false;
    }
}
