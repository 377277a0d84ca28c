using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>A store of one edition, and what a test may do to it. Its ports change with a restart.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>Commits and seals.</summary>
    IRecordStore Records { get; }

    /// <summary>Lists and reads blocks.</summary>
    IBlockCatalog Catalog { get; }

    /// <summary>Records in quarantine.</summary>
    IQuarantine Quarantine { get; }

    /// <summary>Replaces units.</summary>
    IRewindStore Rewinds { get; }

    /// <summary>Lets time pass by the store's clock.</summary>
    void Advance(TimeSpan by);

    /// <summary>The number of a new batch, of which the journal and the store know that it is to come.</summary>
    Task<BatchId> NextBatchAsync();

    /// <summary>Closes the store and opens it again.</summary>
    Task RestartAsync();

    /// <summary>Ends the process without a word, or what comes nearest to it, and starts it again. What was not durable may be gone.</summary>
    Task CrashAsync();

    /// <summary>Lets retention take what is due: records that were stored two days ago are.</summary>
    Task TrimAsync();
}
