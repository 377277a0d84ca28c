using LogPlatform.Storage.Files;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

/// <summary>A port of the Standalone edition over a folder.</summary>
internal sealed class FileRecord<TPort>(IStorageDirectory directory, Func<IStorageDirectory, TPort> open) : IRestartable<TPort>
{
    public TPort Port { get; private set; } = open(directory);

    public Task RestartAsync()
    {
        (Port as IDisposable)?.Dispose();
        Port = open(directory);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        (Port as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
