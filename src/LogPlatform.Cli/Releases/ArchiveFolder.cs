using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Releases;

/// <summary>The files of a folder that is packed. Links are refused: what they lead to may be anything, and is not in the folder.</summary>
internal static class ArchiveFolder
{
    /// <summary>The files, in a fixed order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="what">What it is, for a person.</param>
    /// <param name="recursive">Whether those of its folders belong to it.</param>
    /// <exception cref="CommandFailedException">There is no such folder, it cannot be read, or it has links in it.</exception>
    public static IReadOnlyList<string> Files(string folder, string what, bool recursive)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandFailedException(ExitCode.Usage, $"there is no {what} {folder}");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        var files = new List<string>();
        var left = new Stack<DirectoryInfo>([new DirectoryInfo(folder)]);
        while (left.TryPop(out var next))
        {
            try
            {
                foreach (var entry in next.EnumerateFileSystemInfos("*", options))
                {
                    RefuseLink(entry);
                    if (entry is not DirectoryInfo inner)
                    {
                        files.Add(entry.FullName);
                    }
                    else if (recursive)
                    {
                        left.Push(inner);
                    }
                }
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw new CommandFailedException(ExitCode.Failed, $"{next.FullName} cannot be read: {e.Message}", "Nothing was sent.", e);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Refuses a symbolic link.</summary>
    /// <exception cref="CommandFailedException">It is one.</exception>
    public static void RefuseLink(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not null || (entry.Exists && (entry.Attributes & FileAttributes.ReparsePoint) != 0))
        {
            throw new CommandFailedException(ExitCode.Failed, $"{entry.FullName} is a link", "A release has files of its own only: put the file itself there.");
        }
    }
}
