namespace LogPlatform.Storage.Files;

/// <summary>Folders that appear as a whole.</summary>
public static class DurableFolder
{
    /// <summary>Renames a folder within its parent, durably: after a crash it is there under the old name or the new. What is in it must be on the disk already.</summary>
    /// <exception cref="IOException">The disk failed, or the new name is taken.</exception>
    public static void Move(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Append(from))
        {
            NativeFile.FlushDirectory(folder);
        }

        Directory.Move(from, to);
        NativeFile.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }
}
