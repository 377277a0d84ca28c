namespace LogPlatform.Storage.Files;

/// <summary>A folder on disk. What is created in it is for its owner only: raw batches are not redacted.</summary>
internal sealed class DiskDirectory : IStorageDirectory
{
    private const string LockName = "lock";
    private readonly DriveInfo _drive;

    public DiskDirectory(string path)
    {
        Name = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Name);
        }
        else
        {
            Directory.CreateDirectory(Name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _drive = new DriveInfo(Name);
    }

    public string Name { get; }

    public long FreeBytes => _drive.AvailableFreeSpace;

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(Name).Select(path => Path.GetFileName(path))];

    public IStorageFile Create(string name) => new DiskFile(PathOf(name), FileMode.Create, FileAccess.ReadWrite);

    public IStorageFile? Open(string name, FileAccess access)
    {
        try
        {
            return new DiskFile(PathOf(name), FileMode.Open, access);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Flush() => NativeFile.FlushDirectory(Name);

    public IDisposable Lock()
    {
        try
        {
            return DiskFile.OpenStream(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The folder {Name} is in use by another process, or cannot be locked.", e);
        }
    }

    private string PathOf(string name) => Path.Combine(Name, name);
}
