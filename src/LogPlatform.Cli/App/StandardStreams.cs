using Microsoft.Win32.SafeHandles;

namespace LogPlatform.Cli.App;

/// <summary>The process's standard output as bytes.</summary>
internal static class StandardStreams
{
    /// <summary>
    /// Opens standard output. The framework's own stream swallows "broken pipe", so <c>logctl tail | head</c> would run for ever; a plain file stream
    /// reports it. Not for a file, though: that would be written by position, over what others append to it.
    /// </summary>
    public static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 1);
        if (!stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        return Console.OpenStandardOutput();
    }
}
