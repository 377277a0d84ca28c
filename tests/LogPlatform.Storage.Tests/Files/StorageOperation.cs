namespace LogPlatform.Storage.Tests.Files;

/// <summary>What a test can make fail.</summary>
internal enum StorageOperation
{
    Read,
    Write,
    Flush,
    Allocate,
    SetLength,
    Create,
    Rename,
    Delete,
    FlushDirectory,
}
