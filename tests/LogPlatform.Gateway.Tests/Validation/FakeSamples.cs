using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Validation;

/// <summary>Outcomes of samples as a test plants them.</summary>
internal sealed class FakeSamples : ISampleRunner
{
    public Func<KnownAnswer, SampleOutcome> Outcome { get; set; } = sample => new SampleOutcome(sample.Name, sample.Output);

    public Task<IReadOnlyList<SampleOutcome>> RunAsync(ReleaseId release, IReadOnlyList<KnownAnswer> samples, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SampleOutcome>>([.. samples.Select(Outcome)]);
}
