using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Validation.Custom;

namespace LogPlatform.Gateway.Tests.Validation;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("command-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("exit 0", Verdict.Pass)]
    [InlineData("exit 1", Verdict.Fail)]
    [InlineData("exit 2", Verdict.Inconclusive)]
    [InlineData("echo; exit 1", Verdict.Fail)]
    public async Task WithoutOutputTheExitCodeDecides(string script, Verdict verdict) => (await AskAsync(script)).Verdict.ShouldBe(verdict);

    [Fact]
    public async Task OutputDecidesBeforeTheExitCode()
    {
        var answer = await AskAsync("""echo '{"verdict":"fail","message":"too many complaints"}'""");
        answer.ShouldBe(new CustomAnswer(Verdict.Fail, "too many complaints"));
    }

    [Fact]
    public async Task ItReadsTheQuestionOnItsStandardInput()
    {
        var answer = await AskAsync("""grep -q '"release":"1.1","baseline":"1.0"' && exit 0; exit 1""");
        answer.Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public async Task AProgramThatIsNotThereIsNoVerdict()
    {
        var probe = new CommandProbe(new CustomCheckOptions { Command = Path.Combine(_folder.FullName, "missing") });
        (await probe.AskAsync(Question(), TestContext.Current.CancellationToken)).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task OutputBeyondTheBoundIsNoVerdict()
    {
        var answer = await AskAsync("head -c 100000 /dev/zero");
        answer.Message.ShouldContain("64 KiB");
    }

    [Fact]
    public async Task WhenTheLimitPassesTheProgramAndItsChildrenAreKilled()
    {
        var pids = Path.Combine(_folder.FullName, "pids");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = AskUntilAsync($"sleep 600 & echo $! > {pids}.new; echo $$ >> {pids}.new; mv {pids}.new {pids}; wait", limit.Token);
        await Eventually.IsTrueAsync(() => File.Exists(pids));
        await limit.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        foreach (var pid in await File.ReadAllLinesAsync(pids, TestContext.Current.CancellationToken))
        {
            await Eventually.IsTrueAsync(() => !IsRunning(pid));
        }
    }

    // An entry that is a zombie is dead, and its parent has yet to hear of it.
    private static bool IsRunning(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static CustomQuestion Question() => new(new DeploymentId(7), Names.New, Names.Old, CheckStage.Validation, Color.Green);

    private static Task<CustomAnswer> AskAsync(string script) => AskUntilAsync(script, TestContext.Current.CancellationToken);

    private static async Task<CustomAnswer> AskUntilAsync(string script, CancellationToken cancellationToken)
    {
        var check = new CustomCheckOptions { Command = "/bin/sh" };
        check.Arguments.AddRange(["-c", script]);
        return await new CommandProbe(check).AskAsync(Question(), cancellationToken);
    }
}
