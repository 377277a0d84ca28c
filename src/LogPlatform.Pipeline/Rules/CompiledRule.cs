using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Pipeline.Rules;

/// <summary>One rule: a name for reasons and reports, an optional condition, an action.</summary>
internal sealed record CompiledRule(string Name, RecordFilter? When, RuleAction Action);
