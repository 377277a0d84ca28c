using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

/// <summary>The journal of the cluster edition, with one gateway.</summary>
internal sealed class PgJournalUnderTest(Gateways gateways) : IJournalUnderTest
{
    private PostgresPorts? _ports;

    public IJournal Journal => _ports!.Journal;

    public long NowUnixNano => gateways.Time.NowUnixNano;

    public static async Task<IJournalUnderTest> OpenAsync()
    {
        var test = new PgJournalUnderTest(await Gateways.NewAsync());
        await test.CrashAsync();
        return test;
    }

    public void Advance(TimeSpan by) => gateways.Time.Advance(by);

    public async Task RestartAsync()
    {
        await _ports!.DisposeAsync();
        _ports = await gateways.OpenAsync();
    }

    // The one before goes on, as a process does that hangs; the tests of whole processes kill them.
    public async Task CrashAsync() => _ports = await gateways.OpenAsync();

    public async Task<(BatchHeader Header, byte[] Payload)> ReadAsync(JournalEntry entry)
    {
        var batch = (await _ports!.Journal.ReadPayloadAsync(entry, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        return (batch.Header, batch.Payload);
    }

    public async Task SettleAndTrimAsync(BatchId id)
    {
        ReleaseId.TryParse("r1", out var release).ShouldBeTrue();
        foreach (var entry in Journal.Read(default, 1000).Where(entry => entry.Id <= id))
        {
            var status = await _ports!.Store.CommitAsync(
                new Commit(new SlotPointer(Color.Blue, new Generation(1), release), new WorkResult
                {
                    Number = entry.Id.Value,
                    Tallies = [new BatchTally(entry.Id, 0, 0, entry.RecordCount)],
                    Blocks = [],
                    Quarantine = default,
                    CpuNanoseconds = 0,
                }),
                TestContext.Current.CancellationToken);
            status.ShouldBeOneOf(CommitStatus.Committed, CommitStatus.Duplicate);
        }

        await _ports!.Store.WaitDurableAsync(new BatchId(id.Value - 1), TestContext.Current.CancellationToken);
        (await _ports.TrimAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync() => await gateways.DisposeAsync();
}
