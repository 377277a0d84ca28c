using System.Collections.Concurrent;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>The memory of a result, which counts how often it was given back.</summary>
internal sealed class CountedMemory : IDisposable
{
    private int _disposed;

    public int Disposed => Volatile.Read(ref _disposed);

    public static CountedMemory New(ConcurrentBag<CountedMemory> all)
    {
        var memory = new CountedMemory();
        all.Add(memory);
        return memory;
    }

    public void Dispose() => Interlocked.Increment(ref _disposed);
}
