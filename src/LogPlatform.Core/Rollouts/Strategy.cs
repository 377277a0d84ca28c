namespace LogPlatform.Core.Rollouts;

/// <summary>How a release gets from the idle slot into production: data, chosen with each deployment. The defaults suit a busy service.</summary>
public sealed record Strategy
{
    /// <summary>Whether the switch follows by itself when every required check passes; otherwise a person approves. Default true.</summary>
    public bool AutoPromote { get; init; } = true;

    /// <summary>How long filling the idle slot may take. 1 s to 1 h, default 2 min.</summary>
    public TimeSpan ProvisionLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long every node must have been ready without a break. 0 to 1 h, default 10 s.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the checks may take to come to a verdict before the deployment fails. 1 s to 24 h, default 15 min.</summary>
    public TimeSpan ValidationLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an approval is waited for before the deployment is aborted. 1 s to 30 d, default 24 h.</summary>
    public TimeSpan ApprovalLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long leases on the old slot may run out before that is reported. 10 ms to 1 h, default 30 s.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the new release is watched after the switch, at least. 0 to 7 d, default 5 min.</summary>
    public TimeSpan BakeTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When required checks of the bake are still without a verdict, the release is rolled back. From <see cref="BakeTime"/> to 14 d, default 1 h.</summary>
    public TimeSpan BakeLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the old slot is kept running after success. 0 to 30 d, default 1 h.</summary>
    public TimeSpan KeepWarm { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of live units that are mirrored. Above 0, up to 1, default 1.</summary>
    public double MirrorShare { get; init; } = 1;

    /// <summary>Units through both releases before a paired check may pass. 1 to 1,000,000, default 30.</summary>
    public int MinUnits { get; init; } = 30;

    /// <summary>Records through both releases before the errors check and the output diff may pass. 1 to 1,000,000,000, default 5,000.</summary>
    public long MinRecords { get; init; } = 5000;

    /// <summary>Chance of a wrong verdict that each sequential test may have, over its whole run. 0.0001 to 0.1, default 0.01.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>How much slower the candidate may be, unit by unit, as a factor. 1 to 100, default 1.25.</summary>
    public double LatencyRatio { get; init; } = 1.25;

    /// <summary>Service time of a unit that at most one in a hundred may exceed. 1 ms to 10 min, default 2 s.</summary>
    public TimeSpan LatencyLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The multiple of the live rate that the candidate must sustain. 1 to 100, default 1.2.</summary>
    public double HeadRoom { get; init; } = 1.2;

    /// <summary>How far the candidate may lag behind while it does. 10 ms to 10 min, default 5 s.</summary>
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much more CPU time a record the candidate may take, as a factor. 1 to 100, default 1.3.</summary>
    public double CpuRatio { get; init; } = 1.3;

    /// <summary>How much more memory a node of the candidate may take, as a factor, beyond an allowance of 64 MiB. 1 to 100, default 1.5.</summary>
    public double MemoryRatio { get; init; } = 1.5;

    /// <summary>Memory of a node that is a failure whatever the baseline takes, bytes. 16 MiB to 1 TiB, default 1 GiB.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>Share of records that the candidate may quarantine beyond the baseline. 0.000001 to 1, default 0.001.</summary>
    public double ErrorTolerance { get; init; } = 0.001;

    /// <summary>Share of compared records that may differ in ways nobody declared. 0 to 1, default 0.</summary>
    public double DiffTolerance { get; init; }

    /// <summary>What each check's verdict means; a check that is not named is required. Also names the custom checks to run: <c>custom:NAME</c>.</summary>
    public IReadOnlyDictionary<string, CheckMode> Checks { get; init; } = new Dictionary<string, CheckMode>();

    /// <summary>The mode of a check.</summary>
    public CheckMode ModeOf(string check) => Checks.TryGetValue(check, out var mode) ? mode : CheckMode.Required;
}
