using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Whether an answer could be committed.</summary>
internal static class AnswerCheck
{
    /// <summary>What is wrong with an answer to a unit; null when nothing is.</summary>
    public static string? Complaint(IReadOnlyList<JournalEntry> entries, SlotPointer pointer, WorkResult result)
    {
        if (result.Tallies.Count != entries.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the answer accounts for {result.Tallies.Count} of {entries.Count} batches");
        }

        for (var i = 0; i < entries.Count; i++)
        {
            var tally = result.Tallies[i];
            if (tally.Id != entries[i].Id || tally.Total != entries[i].RecordCount)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the answer accounts for {tally.Total} records of batch {tally.Id} where batch {entries[i].Id} has {entries[i].RecordCount}");
            }
        }

        return UnitAnswer.IsSound(new Commit(pointer, result)) ? null : "the store would refuse the answer: its blocks, tallies and quarantine list do not agree";
    }
}
