using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Storage.Tests.Journal;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

/// <summary>The journal of the Standalone edition, in memory or on disk.</summary>
internal sealed class FileJournalUnderTest(IStorageDirectory directory, string? folder) : IJournalUnderTest
{
    private readonly ManualTime _time = new();
    private IStorageDirectory _directory = directory;
    private FileJournal? _journal;

    public IJournal Journal => _journal!;

    public long NowUnixNano => _time.NowUnixNano;

    public static Task<IJournalUnderTest> OpenInMemoryAsync() => OpenAsync(new FileJournalUnderTest(new MemoryDirectory(), null));

    public static Task<IJournalUnderTest> OpenOnDiskAsync()
    {
        var folder = Directory.CreateTempSubdirectory("storage").FullName;
        return OpenAsync(new FileJournalUnderTest(new DiskDirectory(folder), folder));
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    public async Task RestartAsync()
    {
        await _journal!.DisposeAsync();
        await OpenAsync();
    }

    public async Task CrashAsync()
    {
        var left = _journal!;
        if (_directory is MemoryDirectory memory)
        {
            _directory = memory.AfterPowerLoss(new Random(1));
            await OpenAsync();
            await left.DisposeAsync();
        }
        else
        {
            await RestartAsync();
        }
    }

    public Task<(BatchHeader Header, byte[] Payload)> ReadAsync(JournalEntry entry)
    {
        using var reader = new JournalReader(_directory);
        var buffer = new GrowList<byte>();
        reader.TryRead(entry.Id, entry.Slice, buffer, out var payload, out var header).ShouldBeTrue($"Batch {entry.Id} is listed and not readable.");
        return Task.FromResult((header!, buffer.AsSpan(payload.Offset, payload.Length).ToArray()));
    }

    public Task SettleAndTrimAsync(BatchId id)
    {
        Journal.Release(id);
        _journal!.Trim();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _journal!.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IJournalUnderTest> OpenAsync(FileJournalUnderTest test)
    {
        await test.OpenAsync();
        return test;
    }

    private async Task OpenAsync() => _journal = await JournalFixture.OpenAsync(_directory, _time);
}
