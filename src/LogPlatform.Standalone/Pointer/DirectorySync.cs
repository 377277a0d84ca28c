using Microsoft.Win32.SafeHandles;

namespace LogPlatform.Standalone.Pointer;

/// <summary>Makes a rename durable.</summary>
internal static class DirectorySync
{
    /// <summary>Flushes the entries of a folder to disk where the system keeps them apart from the files.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = OpenDirectory(directory);
        RandomAccess.FlushToDisk(handle);
    }

    private static SafeFileHandle OpenDirectory(string directory) => File.OpenHandle(directory);
}
