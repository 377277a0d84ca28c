using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>What the actions of a pipeline share while they work on a batch.</summary>
internal sealed class RuleContext
{
    private readonly Dictionary<string, TextRef> _reasons = [];
    private string _rule = string.Empty;

    public RecordBatch Batch { get; private set; } = null!;

    public AttributeEditor Attributes { get; } = new();

    public ResourceEditor Resources { get; } = new();

    /// <summary>Text in the making. Whoever uses it clears it first.</summary>
    public GrowList<byte> Scratch { get; } = new();

    /// <summary>Parsed fields in the making. Whoever uses it clears it first.</summary>
    public GrowList<RecordAttribute> Fields { get; } = new();

    public void Begin(RecordBatch batch)
    {
        Batch = batch;
        Attributes.Begin(batch);
        Resources.Begin(batch);
        Scratch.ClearAndTrim(1 << 20);
        Fields.ClearAndTrim(1 << 16);
    }

    public void BeginRule(string name)
    {
        _rule = name;
        _reasons.Clear();
    }

    /// <summary>Decides about a record that the rule cannot process.</summary>
    /// <param name="record">The record.</param>
    /// <param name="onError">What the rule says.</param>
    /// <param name="why">Why; a constant, because texts are made once for each.</param>
    public void Fail(ref LogRecord record, OnError onError, string why)
    {
        if (onError == OnError.Quarantine)
        {
            Quarantine(ref record, why);
        }
        else if (onError == OnError.Drop)
        {
            record.Fate = RecordFate.Drop;
        }
    }

    public void Quarantine(ref LogRecord record, string why)
    {
        if (!_reasons.TryGetValue(why, out var reason))
        {
            reason = Batch.Append(Encoding.UTF8.GetBytes($"{_rule}: {why}"));
            _reasons.Add(why, reason);
        }

        record.Fate = RecordFate.Quarantine;
        record.Reason = reason;
    }
}
