using System.Runtime.InteropServices;

namespace LogPlatform.Silo.Units;

/// <summary>
/// CPU time of the calling thread, by the C library, because the runtime has no call for it. Where there is none, CPU time of the whole process: right with one lane, too much
/// with several.
/// </summary>
internal static partial class ThreadCpuClock
{
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    private static readonly int Clock = OperatingSystem.IsLinux() ? LinuxThreadClock : OperatingSystem.IsMacOS() ? MacThreadClock : 0;

    /// <summary>Nanoseconds since some fixed moment.</summary>
    public static long Nanoseconds =>
        Clock != 0 && Read(Clock, out var time) == 0
            ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds
            : Environment.CpuUsage.TotalTime.Ticks * TimeSpan.NanosecondsPerTick;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Elapsed time);

    private readonly struct Elapsed
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
