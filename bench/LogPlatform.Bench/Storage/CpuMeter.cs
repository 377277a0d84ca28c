namespace LogPlatform.Bench.Storage;

/// <summary>CPU time of the whole process for the bytes that went through: the unit of the design's budget, which wall time does not show.</summary>
internal sealed class CpuMeter(string what)
{
    private readonly TimeSpan _start = Environment.CpuUsage.TotalTime;
    private long _bytes;

    public void Add(long bytes) => _bytes += bytes;

    public void Print() =>
        Console.WriteLine($"// {what}: {(Environment.CpuUsage.TotalTime - _start).TotalMilliseconds / (_bytes / (double)(1 << 20)):F3} ms of CPU per MiB, {_bytes >> 20} MiB");
}
