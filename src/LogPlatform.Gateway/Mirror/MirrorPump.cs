using System.Threading.Channels;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Takes live units from the intake to the comparison.</summary>
internal sealed class MirrorPump(MirrorIntake intake, UnitPairing pairing, ChannelWriter<UnitPair> pairs)
{
    /// <summary>Runs until <paramref name="stop"/>, with so many units under way at once.</summary>
    public Task RunAsync(int unitsAtOnce, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, unitsAtOnce).Select(_ => Task.Run(() => PumpAsync(stop), CancellationToken.None)));

    private async Task PumpAsync(CancellationToken stop)
    {
        await foreach (var unit in intake.Reader.ReadAllAsync(stop))
        {
            UnitPair? pair = null;
            try
            {
                try
                {
                    pair = await pairing.MirrorAsync(unit, stop);
                }
                finally
                {
                    intake.OnAnswered(unit.Entries);
                }

                if (pair is null)
                {
                    intake.LeaveOut("unanswered");
                }
                else if (!pairs.TryWrite(pair))
                {
                    pair.Dispose();
                }
            }
            finally
            {
                if (pair is null)
                {
                    unit.Dispose();
                }
            }
        }
    }
}
