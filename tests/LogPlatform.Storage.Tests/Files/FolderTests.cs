using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Tests.Files;

/// <summary>Tests that run in memory and on disk: a folder of each, and a clock.</summary>
public abstract class FolderTests : IDisposable
{
    private readonly Lazy<string> _path = new(() => Directory.CreateTempSubdirectory("storage").FullName);

    public static TheoryData<bool> Folders => [true, false];

    internal ManualTime Time { get; } = new();

    protected string FolderPath => _path.Value;

    public void Dispose()
    {
        if (_path.IsValueCreated)
        {
            Directory.Delete(FolderPath, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    internal IStorageDirectory Folder(bool onDisk) => onDisk ? new DiskDirectory(FolderPath) : new MemoryDirectory();
}
