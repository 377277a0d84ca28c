using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Validation.Checks;

/// <summary>Evidence as tests shape it.</summary>
internal static class Units
{
    public static PairedUnit Pair(double baselineMs, double candidateMs, long records = 100) => new()
    {
        Records = records,
        Baseline = Side(baselineMs, records),
        Candidate = Side(candidateMs, records),
    };

    public static PairedUnit Failed(long records, string failure) => new()
    {
        Records = records,
        Baseline = Side(10, records),
        Candidate = null,
        Failure = failure,
    };

    public static UnitSide Side(double milliseconds, long records) =>
        new(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds), records, 0, 0);

    /// <summary>A unit whose times vary as on a busy machine: log-normal, both sides alike but for the factor.</summary>
    public static PairedUnit Noisy(Random random, double factor, double spread = 0.4) =>
        Pair(20 * Math.Exp(spread * Normal(random)), factor * 20 * Math.Exp(spread * Normal(random)));

    public static NodeReport Node(string name, NodeState state = NodeState.Ready, int restarts = 0, double readySeconds = 60, long memory = 100L << 20, string release = "v2", char rules = 'a') =>
        new(name, state, Release(release), Rules(rules), 1, restarts, 0, 0, 0, memory, state == NodeState.Ready ? TimeSpan.FromSeconds(readySeconds) : TimeSpan.Zero);

    public static ReleaseId Release(string name) => ReleaseId.TryParse(name, out var release) ? release : default;

    public static Fingerprint Rules(char digit) => Fingerprint.TryParse(new string(digit, 64), out var fingerprint) ? fingerprint : default;

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
