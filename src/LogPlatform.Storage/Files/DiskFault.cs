namespace LogPlatform.Storage.Files;

/// <summary>Which exceptions say that the disk is full or failed, rather than that the code is wrong.</summary>
internal static class DiskFault
{
    /// <summary>Whether <paramref name="exception"/> comes from the disk.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
