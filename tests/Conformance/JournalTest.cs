using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>What tests of journals share.</summary>
public abstract class JournalTest
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<IJournalUnderTest> OpenAsync();

    private protected static BatchHeader Header(IJournalUnderTest test, int records = 1, string? key = null, bool matchContent = false) => new()
    {
        Format = BatchFormat.Ndjson,
        ReceivedUnixNano = test.NowUnixNano,
        RecordCount = records,
        Peer = "10.0.0.1",
        Service = "checkout",
        IdempotencyKey = key,
        MatchContent = matchContent,
    };

    /// <summary>Bytes that differ with <paramref name="seed"/>.</summary>
    private protected static byte[] Payload(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected static ValueTask<AppendResult> AppendAsync(IJournalUnderTest test, BatchHeader header, byte[] payload) => test.Journal.AppendAsync(header, payload, Token);

    private protected static Task<BatchId> AppendedAsync(IJournalUnderTest test, byte[] payload) => AppendedAsync(test, Header(test), payload);

    private protected static async Task<BatchId> AppendedAsync(IJournalUnderTest test, BatchHeader header, byte[] payload)
    {
        var result = await AppendAsync(test, header, payload);
        result.Status.ShouldBe(AppendStatus.Appended);
        return result.Id;
    }
}
