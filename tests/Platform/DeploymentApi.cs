using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Tests.Platform;

/// <summary>Deployments of the real program, by its API: what an operator can do and see. A program that was started again on the same data has an API of its own.</summary>
internal sealed class DeploymentApi(IPlatform platform)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>
    /// A strategy in a hurry, on a machine that does everything at once: what depends on the machine's speed is watched and decides nothing, until a test says that it is about that.
    /// </summary>
    public static Strategy Quick { get; } = new()
    {
        Dwell = TimeSpan.Zero,
        MinUnits = 10,
        MinRecords = 500,
        ValidationLimit = TimeSpan.FromSeconds(100),
        BakeTime = TimeSpan.FromSeconds(1),
        BakeLimit = TimeSpan.FromSeconds(100),
        LatencyLimit = TimeSpan.FromSeconds(10),
        ErrorTolerance = 0.02,
        Checks = new Dictionary<string, CheckMode>
        {
            [CheckNames.Latency] = CheckMode.Advisory,
            [CheckNames.Throughput] = CheckMode.Advisory,
            [CheckNames.Resources] = CheckMode.Advisory,
        },
    };

    /// <summary>What validates and bakes nothing that takes time: for tests about what is around it.</summary>
    public static Strategy Unwatched { get; } = new()
    {
        Dwell = TimeSpan.Zero,
        BakeTime = TimeSpan.Zero,
        Checks = CheckNames.All.Except([CheckNames.Readiness, CheckNames.Configuration]).ToDictionary(check => check, _ => CheckMode.Off),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary><see cref="Quick"/> with other modes for some checks.</summary>
    public static Strategy QuickWith(params (string Check, CheckMode Mode)[] modes)
    {
        var checks = new Dictionary<string, CheckMode>(Quick.Checks);
        foreach (var (check, mode) in modes)
        {
            checks[check] = mode;
        }

        return Quick with { Checks = checks };
    }

    /// <summary>Takes a release in that must be sound; without a worker or rules of its own it has those of the release that serves.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateAsync(ReleaseArchive archive)
    {
        var (status, body) = await UploadAsync(archive.ToBytes());
        status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.OK);
        return body.Deserialize<Release>(Json)!.Id.Name;
    }

    /// <summary>A release like the one that serves, with more rules behind its own.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="rules">Rules, in YAML, as items of the list.</param>
    /// <param name="declared">Fields whose change it declares.</param>
    public async Task<string> CreateWithRulesAsync(string version, string rules, params string[] declared)
    {
        var serving = await platform.Http.GetStringAsync(new Uri("api/v1/releases/active/rules", UriKind.Relative), Cancel);
        return await CreateAsync(ReleaseArchive.Of(version, (await PointerAsync()).Release.Name, declared).WithRules($"{serving}\n{rules}"));
    }

    /// <summary>A release that sets the field <c>shipped</c> of every record to its version.</summary>
    public Task<string> CreateShippingAsync(string version, params string[] declared) => CreateWithRulesAsync(
        version, $"  - name: say what shipped it in {version}\n    set:\n      shipped: \"{version}\"\n", declared);

    /// <summary>A release of the faulty worker with the rules of the release that serves.</summary>
    public async Task<string> CreateFaultyAsync(object faults) =>
        await CreateAsync(ReleaseArchive.Of("9.0", (await PointerAsync()).Release.Name).WithFaultyWorker(faults));

    /// <summary>Uploads whatever it is as a release.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(byte[] archive)
    {
        using var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new("application/zip");
        using var response = await platform.Http.PostAsync(new Uri("api/v1/releases", UriKind.Relative), content, Cancel);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Posts JSON; the answer may be a refusal.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await platform.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Json, Cancel);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Starts a deployment that must be accepted.</summary>
    public async Task<RolloutState> DeployAsync(string release, Strategy? strategy = null)
    {
        var (status, body) = await PostAsync("api/v1/deployments", new { release, strategy = strategy ?? Quick, reason = "a test" });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return body.Deserialize<RolloutState>(Json)!;
    }

    /// <summary>Gives a deployment a command that must be accepted: <c>approve</c>, <c>abort</c>, <c>rollback</c>, <c>force-drain</c>.</summary>
    public async Task<RolloutState> CommandAsync(DeploymentId deployment, string command, string reason = "a test")
    {
        var (status, body) = await PostAsync($"api/v1/deployments/{deployment}/{command}", new { reason });
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return body.Deserialize<RolloutState>(Json)!;
    }

    /// <summary>A deployment as it is now: its report as data.</summary>
    public async Task<RolloutState> StateAsync(DeploymentId deployment) =>
        (await platform.GetAsync($"api/v1/deployments/{deployment}/report?format=json")).Deserialize<RolloutState>(Json)!;

    /// <summary>Waits until a deployment is as wanted; one that has ended otherwise fails the test, with its outcome.</summary>
    public async Task<RolloutState> UntilAsync(DeploymentId deployment, string what, Predicate<RolloutState> isSo)
    {
        RolloutState? state = null;
        await Polling.UntilAsync($"deployment {deployment} {what}", async () =>
        {
            state = await StateAsync(deployment);
            return isSo(state) || (state.Phase.IsEnd() && state.Ledger is not null);
        });
        isSo(state!).ShouldBeTrue($"deployment {deployment} {what}, not {state!.Phase}: {state.Outcome}");
        return state;
    }

    /// <summary>Waits until a deployment is in a phase; when that is an end, also until its ledger is closed.</summary>
    public Task<RolloutState> UntilAsync(DeploymentId deployment, RolloutPhase phase) =>
        UntilAsync(deployment, $"is {phase}", state => state.Phase == phase && (!phase.IsEnd() || state.Ledger is not null));

    /// <summary>Waits until a deployment has ended, however, and its ledger is closed.</summary>
    public Task<RolloutState> UntilEndAsync(DeploymentId deployment) =>
        UntilAsync(deployment, "has ended", state => state.Phase.IsEnd() && state.Ledger is not null);

    /// <summary>What serves.</summary>
    public async Task<SlotPointer> PointerAsync() => (await platform.GetAsync("api/v1/status")).GetProperty("pointer").Deserialize<SlotPointer>(Json)!;

    /// <summary>Rewinds a generation and waits until that has ended.</summary>
    public async Task<Rewind> RewindAsync(Generation generation)
    {
        var (status, body) = await PostAsync("api/v1/rewinds", new { generation = generation.Value, reason = "a test" });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        var rewind = body.Deserialize<Rewind>(Json)!;
        await Polling.UntilAsync("the rewind has ended", async () =>
        {
            rewind = (await platform.GetAsync($"api/v1/rewinds/{rewind.Id}")).Deserialize<Rewind>(Json)!;
            return rewind.EndedAt is not null;
        });
        return rewind;
    }

    /// <summary>Asserts that the audit log is whole.</summary>
    public async Task AuditIsIntactAsync()
    {
        var audit = (await platform.GetAsync("api/v1/audit/verify")).Deserialize<AuditVerification>(Json)!;
        audit.IsIntact.ShouldBeTrue(audit.Detail);
        audit.Entries.ShouldBePositive();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
        return bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement.Clone();
    }
}
