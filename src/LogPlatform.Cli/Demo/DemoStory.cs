using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Demo;

/// <summary>What the demo shows, in order: one good release, three bad ones, and what becomes of each while logs stream in.</summary>
internal sealed class DemoStory : IAsyncDisposable
{
    private const double ShopRate = 1200;
    private const double BillingRate = 60;

    private readonly string _folder;
    private readonly Narrator _narrator;
    private readonly DemoFacts _facts;
    private readonly DemoTraffic _traffic;

    /// <summary>Prepares the story.</summary>
    /// <param name="context">The process, in <paramref name="folder"/>.</param>
    /// <param name="server">The server.</param>
    /// <param name="folder">Where the story's files go.</param>
    public DemoStory(CliContext context, ServerAddress server, string folder)
    {
        _folder = folder;
        _narrator = new Narrator(context, server);
        _facts = new DemoFacts(context, server);
        _traffic = new DemoTraffic(context, server);
    }

    /// <summary>Tells it all.</summary>
    /// <exception cref="CommandFailedException">Something was not as told.</exception>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, DemoStrategy.Name), DemoStrategy.Json, cancellationToken);
        await BeginAsync(cancellationToken);
        await PromoteAsync(cancellationToken);
        await CatchLeakAsync(cancellationToken);
        await CatchSlowAsync(cancellationToken);
        await RepairAsync(cancellationToken);
        await ProveAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _traffic.DisposeAsync();
        _facts.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync($"1. A shop begins to log, {Figures.Count((long)(ShopRate + BillingRate))} records a second, and will not pause. Every record has a number, for the end.");
        _traffic.StartShop(ShopRate);
        _traffic.Start("billing", DemoSamples.Billing, BillingRate);
        await _facts.StoredAsync(DemoFilters.Billing, cancellationToken);
        await _narrator.SayAsync("Its billing logs addresses and card numbers. A rule redacts them before they are stored:");
        await RunAsync(ExitCode.Ok, cancellationToken, "search", DemoFilters.Billing, "--limit", "2", "--wide");
        await ExpectNothingInTheClearAsync("example.net", cancellationToken);
    }

    private async Task PromoteAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("2. A good release: errors get the name of the team that looks after them. It says so itself: a new field is expected.");
        var release = await CreateAsync("1.1", "oncall.yaml", DemoRules.OnCall, cancellationToken, "--expect", "oncall");
        await RunAsync(ExitCode.Ok, cancellationToken, "release", "diff", "active", release);
        await _narrator.SayAsync("It goes into the idle slot, gets a mirror of the live traffic, and is compared record by record. Then it takes over, and is watched.");
        await RunAsync(ExitCode.Ok, cancellationToken, "deploy", release, "--strategy", DemoStrategy.Name, "--reason", "errors get an owner", "--wait");
        var (_, serving) = await _facts.PointerAsync(cancellationToken);
        DemoFacts.Expect(serving == release, $"{release} serves");
        await _facts.StoredAsync(DemoFilters.Owned, cancellationToken);
        await _narrator.SayAsync("Errors have an owner now:");
        await RunAsync(ExitCode.Ok, cancellationToken, "search", DemoFilters.Owned, "--limit", "1", "--wide");
    }

    private async Task CatchLeakAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("3. A release that redacts only in the fields where personal data is. One of them is misspelt: 'costumer.email'. The file is sound, no test fails.");
        var release = await CreateAsync("1.2", "misspelt.yaml", DemoRules.Misspelt, cancellationToken);
        var state = await RefusedAsync(release, CheckNames.OutputDiff, cancellationToken);
        var changes = state.Checks.Where(check => check.Check == CheckNames.OutputDiff).SelectMany(check => check.Changes);
        DemoFacts.Expect(
            changes.Any(change => change is { Field: "customer.email", Service: "billing", Disposition: ChangeDisposition.Unexpected }), "the difference names customer.email of billing");
        await _narrator.SayAsync("The comparison saw it before any customer did. What the old release redacts is masked in the report, too.");
        await ExpectNothingInTheClearAsync("example.net", cancellationToken);
    }

    private async Task CatchSlowAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("4. A release that is right, and slow: forty costly patterns over every text. Only its speed is left to judge here, so the other checks of load do not decide.");
        var release = await CreateAsync("1.3", "slow.yaml", DemoRules.Slow, cancellationToken);
        await RefusedAsync(release, CheckNames.Latency, cancellationToken, "--advisory", CheckNames.Resources, "--advisory", CheckNames.Throughput);
    }

    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("5. A release that no test of today can fault: its own pattern knows every address that customers have so far. It passes, and serves.");
        var release = await CreateAsync("1.4", "own-pattern.yaml", DemoRules.OwnPattern, cancellationToken);
        await RunAsync(ExitCode.Ok, cancellationToken, "deploy", release, "--strategy", DemoStrategy.Name, "--bake", "60s", "--wait-for", "switched");
        await _narrator.SayAsync("Now the shop opens in another market, and its customers' addresses end differently.");
        var market = _traffic.Start("the new market", DemoSamples.NewMarket, BillingRate);
        var state = await _facts.DeploymentAsync("it is rolled back by itself", now => now.Phase.IsEnd(), cancellationToken);
        DemoFacts.Expect(state.Phase == RolloutPhase.RolledBack, $"it is rolled back, not {state.Phase}: {state.Outcome}");
        var breach = state.Timeline.First(entry => entry.Phase == RolloutPhase.RollingBack);
        await _narrator.SayAsync(
            $"The old slot still got the mirror, and disagreed: {Figures.Duration(breach.At - market.StartedAt)} after the first such record the release before was put back"
            + $"{(state.RollbackTiming is { } timing ? $", in {Figures.Duration(timing.Command)}" : string.Empty)}. But a few addresses are stored:");
        await _facts.StoredAsync(DemoFilters.Leaked, cancellationToken);
        await RunAsync(ExitCode.Ok, cancellationToken, "search", DemoFilters.Leaked, "--limit", "3");
        await _narrator.SayAsync("Rolling the code back is half of it. The other half: what that release stored is made again from the journal by the good one, and replaced in one step.");
        var generation = state.Switched!.Generation.ToString();
        await RunAsync(ExitCode.Ok, cancellationToken, "rewind", "--generation", generation, "--reason", "addresses in the clear");
        await _narrator.SayAsync("The same search, and the same records:");
        await RunAsync(ExitCode.Ok, cancellationToken, "search", DemoFilters.Leaked, "--limit", "3");
        await RunAsync(ExitCode.Ok, cancellationToken, "search", DemoFilters.NewMarket, "--order", "oldest", "--limit", "3");
        await ExpectNothingInTheClearAsync("example.org", cancellationToken);
    }

    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        await _narrator.SayAsync("6. The shop closes. Two switches, a rollback, two refused releases and a rewind later: was anything lost, or doubled?");
        await _traffic.StopAsync();
        await _facts.SettledAsync(cancellationToken);
        await RunAsync(ExitCode.Ok, cancellationToken, "history");
        await RunAsync(ExitCode.Ok, cancellationToken, "ledger");
        await RunAsync(ExitCode.Ok, cancellationToken, "audit", "verify");
        await _narrator.SayAsync("And number by number: all records are read back, and compared with those acknowledged.");
        DemoFacts.Expect(await _traffic.ProveAsync(cancellationToken), "every acknowledged record is stored once");
    }

    private async Task<string> CreateAsync(string version, string file, string rules, CancellationToken cancellationToken, params string[] more)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, file), rules, cancellationToken);
        await RunAsync(ExitCode.Ok, cancellationToken, ["release", "create", "--version", version, "--rules", file, .. more]);
        return (await _facts.ReleaseAsync(version, cancellationToken)).Id.Name;
    }

    private async Task<RolloutState> RefusedAsync(string release, string check, CancellationToken cancellationToken, params string[] more)
    {
        var before = await _facts.PointerAsync(cancellationToken);
        await RunAsync(ExitCode.Failed, cancellationToken, ["deploy", release, "--strategy", DemoStrategy.Name, "--wait", .. more]);
        var state = await _facts.LatestAsync(cancellationToken);
        DemoFacts.Expect(state.Phase == RolloutPhase.Failed && state.Switched is null, $"the deployment failed before its switch, not {state.Phase}");
        DemoFacts.Expect(state.Checks.Any(report => report.Check == check && report.Verdict == Verdict.Fail), $"the check {check} caught it: {state.Outcome}");
        DemoFacts.Expect(await _facts.PointerAsync(cancellationToken) == before, "production is untouched");
        await _narrator.SayAsync($"Caught by the check '{check}', exit code 1: a build would stop here. Production is untouched: generation {before.Generation} of {before.Release} serves on.");
        return state;
    }

    private async Task ExpectNothingInTheClearAsync(string domain, CancellationToken cancellationToken) =>
        DemoFacts.Expect(!await _facts.IsStoredAsync(DemoFilters.InTheClear(domain), cancellationToken), $"no address of {domain} is stored in the clear");

    private async Task RunAsync(ExitCode expected, CancellationToken cancellationToken, params string[] args)
    {
        var code = await _narrator.RunAsync(cancellationToken, args);
        DemoFacts.Expect(code == (int)expected, $"`logctl {args[0]}` ends with exit code {(int)expected}, not {code}");
    }
}
