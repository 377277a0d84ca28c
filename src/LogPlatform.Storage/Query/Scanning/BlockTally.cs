using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>What one worker has counted.</summary>
internal abstract class BlockTally
{
    /// <summary>What it read.</summary>
    public QueryTally Query { get; } = new();

    /// <summary>Counts a block in.</summary>
    public abstract void Add(StoredBlock block, BlockSource source);

    /// <summary>Counts the blocks in, a few at once but no more than the gate lets through, and returns what each worker has.</summary>
    public static async Task<TTally[]> RunAsync<TTally>(
        IReadOnlyList<StoredBlock> blocks, BlockSource source, SemaphoreSlim gate, int parallelism, Func<TTally> create, CancellationToken cancellationToken)
        where TTally : BlockTally
    {
        var next = -1;
        var tallies = new TTally[Math.Max(1, Math.Min(parallelism, blocks.Count))];
        var workers = new Task[tallies.Length];
        for (var i = 0; i < workers.Length; i++)
        {
            var tally = tallies[i] = create();
            workers[i] = Task.Run(() => WorkAsync(tally), cancellationToken);
        }

        await Task.WhenAll(workers);
        tallies[0].Query.Considered = blocks.Count;
        return tallies;

        async Task WorkAsync(TTally tally)
        {
            for (var index = Interlocked.Increment(ref next); index < blocks.Count; index = Interlocked.Increment(ref next))
            {
                await gate.WaitAsync(cancellationToken);
                try
                {
                    tally.Add(blocks[index], source);
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }
}
