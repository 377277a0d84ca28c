using LogPlatform.Core.Audit;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Audit;

/// <summary>
/// The audit log as lines of JSON, one entry each, in a folder of its own. What a person or a program changed in it does not prevent opening: entries go on behind it, and
/// <see cref="Verify"/> says where the chain breaks.
/// </summary>
public sealed class FileAuditLog : IAuditLog, IDisposable
{
    private const string FileName = "audit.ndjson";
    private const int EntriesPerMark = 256;

    private readonly Lock _appending = new();
    private readonly Lock _gate = new();
    private readonly List<(long Number, long Offset)> _marks = [];
    private readonly TimeProvider _time;
    private readonly IDisposable _lock;
    private readonly AuditFile _file;
    private AuditEntry? _last;
    private long _lines;
    private long _length;
    private bool _isTailInDoubt;
    private bool _isClosed;

    private FileAuditLog(IStorageDirectory directory, TimeProvider time)
    {
        _time = time;
        _lock = directory.Lock();
        try
        {
            _file = new AuditFile(directory.Open(FileName, FileAccess.ReadWrite) ?? directory.Create(FileName));
            directory.Flush();
            Recover();
        }
        catch
        {
            _file?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of a last line that opening found unfinished and cut off: the crash came before the entry was durable, so nobody was told that it is. 0 without one.</summary>
    public long BytesCutOff { get; private set; }

    /// <summary>Opens or creates the log in a folder, which is created when it is missing.</summary>
    /// <exception cref="IOException">The folder is in use by another process, or the disk failed.</exception>
    public static FileAuditLog Open(string directory, TimeProvider time) => Open(new DiskDirectory(directory), time);

    internal static FileAuditLog Open(IStorageDirectory directory, TimeProvider time) => new(directory, time);

    /// <inheritdoc/>
    public ValueTask<AuditEntry> AppendAsync(AuditFact fact, CancellationToken cancellationToken) => new(Task.Run(() => Append(fact), cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<AuditEntry> Read(long after, int most)
    {
        long from;
        long end;
        lock (_gate)
        {
            (from, end) = (_marks.FindLast(mark => mark.Number - 1 <= after).Offset, _length);
        }

        return [.. _file.Lines(from, end).Select(line => line.Entry).OfType<AuditEntry>().Where(entry => entry.Number > after).Take(most)];
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed.</exception>
    public AuditVerification Verify()
    {
        long end;
        lock (_gate)
        {
            end = _length;
        }

        var isWhole = true;
        var found = AuditChain.Verify(_file.Lines(0, end).TakeWhile(line => isWhole = line.Entry is not null).Select(line => line.Entry!));
        return isWhole || !found.IsIntact
            ? found
            : found with { IsIntact = false, BrokenAt = found.Entries + 1, Detail = $"Line {found.Entries + 1} of {FileName} is not an entry." };
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_appending)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _file.Dispose();
                _lock.Dispose();
            }
        }
    }

    private AuditEntry Append(AuditFact fact)
    {
        lock (_appending)
        {
            try
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                if (_isTailInDoubt)
                {
                    _file.Cut(_length);
                    _isTailInDoubt = false;
                }

                var entry = AuditChain.Append(_last, fact, _time.GetUtcNow());
                _isTailInDoubt = true;
                var end = _file.Write(_length, entry);
                _isTailInDoubt = false;
                lock (_gate)
                {
                    Take_NeedsLock(new AuditLine(_length, end, entry));
                }

                return entry;
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                TryCut();
                throw new IOException($"The audit log could not be written: {e.Message}", e);
            }
        }
    }

    // What was written of an entry that the caller is told has failed. When it cannot be cut off now, the next append does.
    private void TryCut()
    {
        try
        {
            _file.Cut(_length);
            _isTailInDoubt = false;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            _isTailInDoubt = true;
        }
    }

    private void Recover()
    {
        // The last line is taken in only when it is an entry: entries are synced one by one, so a crash can have torn no other, but of that one any part may be missing.
        var from = 0L;
        AuditLine? before = null;
        foreach (var line in _file.Lines(0, _file.Length))
        {
            if (before is { } whole)
            {
                Take_NeedsLock(whole);
            }

            before = line;
            from = line.Start;
        }

        if (before is { Entry: not null } last)
        {
            Take_NeedsLock(last);
        }

        BytesCutOff = _file.Length - _length;
        _file.Harden(Math.Min(from, _length), _length);
    }

    private void Take_NeedsLock(AuditLine line)
    {
        if (_lines++ % EntriesPerMark == 0 && line.Entry is not null)
        {
            _marks.Add((line.Entry.Number, line.Start));
        }

        _last = line.Entry ?? _last;
        _length = line.End;
    }
}
