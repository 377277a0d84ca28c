using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Gateway.Validation;

/// <summary>Where a gateway puts the units that it has compared.</summary>
internal interface IUnitEvidence
{
    /// <summary>Where the comparison sums differences up.</summary>
    DiffAggregate Differences { get; }

    /// <summary>Compares a unit and takes it in; one at a time, because the comparison counts into what checks read.</summary>
    ComparedUnit Observe(Func<ComparedUnit> compare);
}
