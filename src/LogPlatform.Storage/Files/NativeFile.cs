using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPlatform.Storage.Files;

/// <summary>What the runtime has no call for, by the C library; elsewhere than on Linux the runtime's nearest call.</summary>
internal static partial class NativeFile
{
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;
    private const int NotSupported = 95;

    /// <summary>Makes the bytes of a file durable, and of its metadata only what is needed to read them: no write for a changed time.</summary>
    public static void FlushData(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        // The runtime's FlushToDisk swallows some errors; here each one matters, because an acknowledgement follows.
        while (DataSync(handle) != 0)
        {
            ThrowUnlessInterrupted("fdatasync");
        }
    }

    /// <summary>Reserves disk space for the first <paramref name="length"/> bytes and makes the file at least so long.</summary>
    public static void Allocate(SafeFileHandle handle, long length)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            int error;
            do
            {
                error = PosixAllocate(handle, 0, (nint)length);
            }
            while (error == Interrupted);

            if (error == 0)
            {
                return;
            }

            if (error is not (NotSupported or InvalidArgument))
            {
                throw new IOException($"posix_fallocate: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }

        if (RandomAccess.GetLength(handle) < length)
        {
            RandomAccess.SetLength(handle, length);
        }
    }

    /// <summary>Makes the names in a folder durable. Windows has no such call and needs none.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"open {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        try
        {
            while (Sync(descriptor) != 0)
            {
                ThrowUnlessInterrupted("fsync of a folder");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void ThrowUnlessInterrupted(string call)
    {
        if (Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw new IOException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixAllocate(SafeFileHandle handle, nint offset, nint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
