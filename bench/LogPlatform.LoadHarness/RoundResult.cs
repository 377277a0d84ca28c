namespace LogPlatform.LoadHarness;

/// <summary>What one round cost.</summary>
internal sealed record RoundResult(
    string Case,
    double MebiBytes,
    long Records,
    double WallSeconds,
    double GatewayCpuSeconds,
    double WorkersCpuSeconds,
    double GatewayMebiBytes,
    double LargestWorkerMebiBytes,
    double P50Milliseconds,
    double P99Milliseconds,
    double MaxMilliseconds,
    int Failed)
{
    /// <summary>The figure to compare: raw bytes taken in, made durable, processed and stored, by CPU second of gateway and workers together.</summary>
    public double MebiBytesPerCpuSecond => MebiBytes / (GatewayCpuSeconds + WorkersCpuSeconds);

    /// <summary>Share of one core, percent.</summary>
    public double CorePercent => 100 * (GatewayCpuSeconds + WorkersCpuSeconds) / WallSeconds;
}
