using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>
/// Keeps a share of the records and drops the others. The choice is a hash, not chance: a batch that is processed again, or mirrored, gives the
/// same records. A record without the key is chosen by its content.
/// </summary>
internal sealed class SampleAction(double rate, SampleKey key, FieldReader? field) : RuleAction
{
    public override void Bind(RuleContext context) => field?.Bind(context.Batch);

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        // The upper 53 bits as a number in [0, 1).
        if ((Hash(context.Batch, record) >> 11) * (1.0 / (1UL << 53)) >= rate)
        {
            record.Fate = RecordFate.Drop;
        }
    }

    private ulong Hash(RecordBatch batch, in LogRecord record)
    {
        var hash = default(ContentHash);
        if (key == SampleKey.Trace && record.TraceId != 0)
        {
            hash.Add((ulong)(record.TraceId >> 64));
            hash.Add((ulong)record.TraceId);
        }
        else if (key == SampleKey.Field && field!.TryRead(record, out var value))
        {
            hash.Add(batch, value);
        }
        else
        {
            hash.Add((ulong)record.TimeUnixNano);
            hash.Add((ulong)record.ObservedUnixNano);
            hash.Add(batch, record.Body);
            hash.Add(batch, batch.AttributesOf(record));
        }

        return hash.Finish();
    }
}
