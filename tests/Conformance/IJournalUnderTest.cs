using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>A journal of one edition, and what a test may do to it.</summary>
internal interface IJournalUnderTest : IAsyncDisposable
{
    /// <summary>The journal; another one after a restart or a crash.</summary>
    IJournal Journal { get; }

    /// <summary>Time of the journal's clock, nanoseconds since the Unix epoch. It stands still but for <see cref="Advance"/>.</summary>
    long NowUnixNano { get; }

    /// <summary>Lets time pass.</summary>
    void Advance(TimeSpan by);

    /// <summary>Closes the journal and opens it again.</summary>
    Task RestartAsync();

    /// <summary>Ends the process without a word, or what comes nearest to it, and starts it again.</summary>
    Task CrashAsync();

    /// <summary>The header and the bytes of a batch, read in the way in which a worker gets them.</summary>
    Task<(BatchHeader Header, byte[] Payload)> ReadAsync(JournalEntry entry);

    /// <summary>Brings all batches up to <paramref name="id"/> into the store, tells the journal so, and lets retention take what it may.</summary>
    Task SettleAndTrimAsync(BatchId id);
}
