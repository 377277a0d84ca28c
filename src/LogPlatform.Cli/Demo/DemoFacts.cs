using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cli.Demo;

/// <summary>Checks what the demo claims: whatever it tells, it has looked up.</summary>
internal sealed class DemoFacts(CliContext context, ServerAddress server) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ApiClient _api = new(server.Control, server.Key);

    /// <summary>Ends the demo unless something is as it was told.</summary>
    /// <exception cref="CommandFailedException">It is not.</exception>
    public static void Expect(bool holds, string claim)
    {
        if (!holds)
        {
            throw new CommandFailedException(ExitCode.Failed, $"this is not as it should be: {claim}", "Please report it, with everything above.");
        }
    }

    /// <summary>The last deployment.</summary>
    public async Task<RolloutState> LatestAsync(CancellationToken cancellationToken) =>
        (await _api.GetAsync<RolloutState>("/api/v1/deployments/latest", new ApiQuery(), cancellationToken)).Value;

    /// <summary>The newest release of a version.</summary>
    public async Task<Release> ReleaseAsync(string version, CancellationToken cancellationToken)
    {
        var releases = await _api.ListAsync<Release>("/api/v1/releases", new ApiQuery(), "releases", cancellationToken);
        return releases.Value.Find(release => release.Id.Name.StartsWith(version + "-", StringComparison.Ordinal))
            ?? throw new CommandFailedException(ExitCode.Failed, $"there is no release of version {version}");
    }

    /// <summary>The generation and the release that serve.</summary>
    public async Task<(long Generation, string Release)> PointerAsync(CancellationToken cancellationToken)
    {
        using var status = await _api.GetAsync("/api/v1/status", new ApiQuery(), cancellationToken);
        var pointer = status.RootElement.Member("pointer");
        return (pointer.Number("generation") ?? 0, pointer.Text("release") ?? string.Empty);
    }

    /// <summary>Whether any stored record matches.</summary>
    public async Task<bool> IsStoredAsync(string filter, CancellationToken cancellationToken)
    {
        using var page = await _api.GetAsync("/api/v1/search", new ApiQuery().AddFilter(filter).Add("limit", 1), cancellationToken);
        return page.RootElement.Items("records").Any();
    }

    /// <summary>Waits until a stored record matches.</summary>
    public Task StoredAsync(string filter, CancellationToken cancellationToken) =>
        UntilAsync($"a record with {filter} is stored", token => IsStoredAsync(filter, token), cancellationToken);

    /// <summary>Waits until the last deployment is as wanted.</summary>
    public async Task<RolloutState> DeploymentAsync(string claim, Predicate<RolloutState> holds, CancellationToken cancellationToken)
    {
        RolloutState? state = null;
        await UntilAsync(claim, async token => holds(state = await LatestAsync(token)), cancellationToken);
        return state!;
    }

    /// <summary>Waits until everything that was accepted is settled.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => UntilAsync(
        "nothing is in flight",
        async token =>
        {
            using var ledger = await _api.GetAsync("/api/v1/ledger", new ApiQuery(), token);
            return ledger.RootElement.Number("inFlight") == 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    private async Task UntilAsync(string claim, Func<CancellationToken, Task<bool>> holds, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        while (!await holds(cancellationToken))
        {
            Expect(context.Time.GetElapsedTime(started) < Bound, $"{claim}, within {Bound.TotalSeconds:0} s");
            await Task.Delay(Pause, context.Time, cancellationToken);
        }
    }
}
