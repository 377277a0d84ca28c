using LogPlatform.Contracts.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>
/// The way of one gateway's evidence to the grain of one check: in order, each batch until the grain has answered, which counts it once. What the grain cannot be reached for
/// waits, and what no longer finds room is let go whole, whatever is in it. Not thread-safe.
/// </summary>
/// <param name="check">The check.</param>
/// <param name="grain">Its grain.</param>
/// <param name="source">Who collects.</param>
/// <param name="anew">What a check that begins anew has to know of what was sent before, as a batch; null when there is nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class EvidenceChannel(string check, IValidationGrain grain, string source, Func<EvidenceBatch?> anew, TimeProvider time)
{
    private const int MostWaiting = 240;

    private readonly Queue<CheckEvidence> _waiting = [];
    private long _number;

    /// <summary>The check.</summary>
    public string Check => check;

    /// <summary>The grain.</summary>
    public IValidationGrain Grain => grain;

    /// <summary>The run of the check, as far as it is known here.</summary>
    public long Run { get; private set; } = 1;

    /// <summary>Puts a batch in; false when an older one had to go for it.</summary>
    public bool Put(EvidenceBatch batch, long attempt)
    {
        if (batch.For(check, source, attempt, ++_number) is { } evidence)
        {
            _waiting.Enqueue(evidence);
        }

        return _waiting.Count <= MostWaiting || !_waiting.TryDequeue(out _);
    }

    /// <summary>The check has begun anew: what was collected for the run before is not sent any more.</summary>
    public void Begin(long run, long attempt)
    {
        Run = run;
        _waiting.Clear();
        if (anew() is { } known)
        {
            Put(known, attempt);
        }
    }

    /// <summary>Sends what waits; false when the grain does not answer, and the rest waits on.</summary>
    public async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        while (_waiting.TryPeek(out var evidence))
        {
            EvidenceReceipt receipt;
            try
            {
                receipt = await grain.ObserveAsync(evidence with { Run = Run }).WaitAsync(StageLimits.Answer, time, cancellationToken);
            }
#pragma warning disable CA1031 // Its silo may be gone or on its way; sent again the batch still counts once.
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                return false;
            }

            if (receipt.Attempt == evidence.Attempt && receipt.Run > Run)
            {
                Begin(receipt.Run, evidence.Attempt);
            }
            else
            {
                _waiting.TryDequeue(out _);
            }
        }

        return true;
    }
}
