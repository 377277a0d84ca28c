namespace LogPlatform.Storage.Journal;

/// <summary>What the writer counts for the status page.</summary>
internal sealed class JournalCounters
{
    private long _groups;
    private long _batches;
    private long _bytes;
    private long _refused;
    private long _faults;
    private string? _lastFault;

    public long Groups => Volatile.Read(ref _groups);

    public long Batches => Volatile.Read(ref _batches);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Refused => Volatile.Read(ref _refused);

    public long Faults => Volatile.Read(ref _faults);

    public void CountGroup(int batches, long bytes)
    {
        Interlocked.Increment(ref _groups);
        Interlocked.Add(ref _batches, batches);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void CountRefused(int batches) => Interlocked.Add(ref _refused, batches);

    public string? LastFault => Volatile.Read(ref _lastFault);

    public void CountFault(Exception fault)
    {
        Interlocked.Increment(ref _faults);
        Volatile.Write(ref _lastFault, fault.Message);
    }
}
