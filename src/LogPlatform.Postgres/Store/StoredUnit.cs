using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>A unit of work that was found sound, on its way into the tables.</summary>
/// <param name="Commit">The unit.</param>
/// <param name="Blocks">The heads of its blocks.</param>
/// <param name="QuarantineItems">Number of items in its quarantine list.</param>
internal sealed record StoredUnit(Commit Commit, BlockSummary[] Blocks, int QuarantineItems)
{
    /// <summary>Who sees it.</summary>
    public UnitState State { get; init; } = UnitState.Visible;

    /// <summary>The rewind that stages it; 0 without one.</summary>
    public long Rewind { get; init; }

    /// <summary>The unit that it is to replace; 0 without one.</summary>
    public long Replaces { get; init; }

    /// <summary>For a staged unit, the id since which there was a block of its batches; 0 for another.</summary>
    public long Since { get; init; }

    /// <summary>The numbers of the bodies of its blocks, in order.</summary>
    public long[] Bodies { get; set; } = [];

    /// <summary>Its batches.</summary>
    public long[] Batches { get; } = [.. Commit.Result.Tallies.Select(tally => tally.Id.Value)];

    /// <summary>What became of its records.</summary>
    public GenerationTotals Totals => new(
        Pointer.Generation,
        Pointer.Release,
        Commit.Result.Tallies.Count,
        Commit.Result.Tallies.Sum(tally => (long)tally.Committed),
        Commit.Result.Tallies.Sum(tally => (long)tally.Quarantined),
        Commit.Result.Tallies.Sum(tally => (long)tally.Dropped));

    /// <summary>Bytes of its blocks.</summary>
    public long Bytes => Blocks.Sum(block => (long)block.Bytes);

    private SlotPointer Pointer => Commit.Pointer;

    /// <summary>Adds the statements that store it, but for the bodies and the sums.</summary>
    public void AddTo(NpgsqlBatchCommandCollection batch, int slice, long unit, long firstBlock, long firstQuarantined)
    {
        var (tallies, totals) = (Commit.Result.Tallies, Totals);
        batch.Add(Database.Part(
            StoreSql.AddUnit,
            Database.Of(unit),
            Database.Of(slice),
            Database.Of((short)State),
            Database.Of((short)Pointer.Color),
            Database.Of(Pointer.Generation.Value),
            Database.Of(Pointer.Release.Name),
            Database.Of(Since == 0 ? firstBlock : Since),
            Database.Of(Rewind),
            Database.Of(Replaces),
            Database.Of(totals.Committed),
            Database.Of(totals.Quarantined),
            Database.Of(totals.Dropped),
            Database.Of(QuarantineItems),
            Database.Of(Batches),
            Database.Of(tallies.SelectMany(tally => new[] { tally.Committed, tally.Quarantined, tally.Dropped }).ToArray())));
        if (Blocks.Length > 0)
        {
            var kept = tallies.Where(tally => tally.Committed > 0).Select(tally => tally.Id.Value).ToArray();
            batch.Add(Database.Part(
                StoreSql.AddBlocks,
                Database.Of(unit),
                Database.Of(Enumerable.Range(0, Blocks.Length).Select(i => firstBlock + i).ToArray()),
                Database.Of(Bodies),
                Database.Of(Array.ConvertAll(Blocks, block => block.Rows)),
                Database.Of(Array.ConvertAll(Blocks, block => block.MinUnixNano)),
                Database.Of(Array.ConvertAll(Blocks, block => block.MaxUnixNano)),
                Database.Of(Array.ConvertAll(Blocks, block => block.Bytes)),
                Database.Of(kept[0]),
                Database.Of(kept[^1]),
                Database.Of(Since)));
        }

        if (QuarantineItems > 0)
        {
            AddQuarantineTo(batch, unit, firstQuarantined);
        }
    }

    private void AddQuarantineTo(NpgsqlBatchCommandCollection batch, long unit, long first)
    {
        var entries = new List<QuarantineEntry>(QuarantineItems);
        for (var list = Commit.Result.Quarantine; QuarantineEntry.TryRead(list, out var entry, out var length); list = list[length..])
        {
            entries.Add(entry);
        }

        batch.Add(Database.Part(
            StoreSql.AddQuarantine,
            Database.Of(unit),
            Database.Of(first),
            Database.Of(entries.Select(entry => entry.Batch.Value).ToArray()),
            Database.Of(entries.Select(entry => entry.Ordinal).ToArray()),
            Database.Of(entries.Select(entry => entry.ReceivedUnixNano).ToArray()),
            Database.Of(entries.Select(entry => (short)entry.Format).ToArray()),
            Database.Of(entries.Select(entry => entry.Records).ToArray()),
            Database.Of(entries.Select(entry => entry.Reason.ToArray()).ToArray()),
            Database.Of(entries.Select(entry => entry.Payload.ToArray()).ToArray())));
    }
}
