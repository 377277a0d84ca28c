using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline;

/// <summary>The compiled rules of a release: a pure function of the records. Reused from unit to unit; not thread-safe.</summary>
public sealed class RulePipeline
{
    private readonly CompiledRule[] _rules;
    private readonly RuleContext _context = new();
    private readonly GrowthLimit _growth = new();

    internal RulePipeline(CompiledRule[] rules, string fingerprint)
    {
        _rules = rules;
        Fingerprint = fingerprint;
        RuleNames = [.. rules.Select(static rule => rule.Name)];
    }

    /// <summary>The names of the rules, in their order; "rule 2 (redact)" for one without a name.</summary>
    public IReadOnlyList<string> RuleNames { get; }

    /// <summary>SHA-256 of what the rules file says, lower-case hexadecimal. Comments and layout do not count.</summary>
    public string Fingerprint { get; }

    /// <summary>Applies the rules to every record whose fate is <see cref="RecordFate.Keep"/>, in place.</summary>
    public void Apply(RecordBatch batch)
    {
        _context.Begin(batch);
        _growth.Begin(batch);

        // Rule by rule, not record by record: names are looked up once for each rule, and a rule sees the keys that the rules before it made.
        foreach (var rule in _rules)
        {
            _context.BeginRule(rule.Name);
            rule.When?.Bind(batch);
            rule.Action.Bind(_context);
            Apply(rule, batch);
        }
    }

    private void Apply(CompiledRule rule, RecordBatch batch)
    {
        // No rule adds records, so the span stays valid.
        var records = batch.Records.AsSpan();
        for (var i = 0; i < records.Length; i++)
        {
            ref var record = ref records[i];
            if (record.Fate != RecordFate.Keep || (rule.When is not null && !rule.When.Matches(record)))
            {
                continue;
            }

            rule.Action.Apply(_context, ref record);
            if (_growth.IsExceeded(batch, i) && record.Fate == RecordFate.Keep)
            {
                _context.Quarantine(ref record, GrowthLimit.Reason);
            }
        }
    }
}
