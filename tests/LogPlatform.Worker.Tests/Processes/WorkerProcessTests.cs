using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Workers;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Worker.Tests.Processes;

/// <summary>What a gateway may rely on of a worker's process.</summary>
public sealed class WorkerProcessTests : IDisposable
{
    private const string Rules = "version: 1\nrules:\n  - set:\n      made_by: \"test\"\n";
    private readonly TemporaryFolder _folder = new();

    public WorkerProcessTests() => WriteRules(Rules);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhoeverStartsItByHandIsToldThatItIsNotForPeople()
    {
        using var worker = StartedWorker.Start(_folder.Path, ["--help"]);

        var (code, errors) = await worker.EndAsync();

        code.ShouldBe(64);
        errors.ShouldBe("This program is started by LogPlatform; it is not for people.\n");
    }

    [Fact]
    public async Task RulesThatDoNotCompileEndItWithTheirPlaceAndTheReason()
    {
        WriteRules("version: 1\nrules:\n  - drip: true\n");
        using var worker = StartedWorker.Start(_folder.Path);

        var (code, errors) = await worker.EndAsync();

        code.ShouldBe(78);
        errors.ShouldStartWith($"{Path.Combine(_folder.Path, "rules.yaml")}(3,5): ");
    }

    [Fact]
    public async Task WithoutAGatewayItEndsAndComplainsOfNothing()
    {
        using var worker = StartedWorker.Start(_folder.Path, listens: false);

        (await worker.EndAsync()).ShouldBe((0, string.Empty));
    }

    [Fact]
    public async Task ItSaysFirstWhatItRuns()
    {
        using var worker = StartedWorker.Start(_folder.Path);

        (await worker.HelloAsync()).ShouldBe(new WorkerHello("blue-1", worker.Id, "1.0", PipelineCompiler.Compile(Rules).Pipeline!.Fingerprint));
    }

    [Fact]
    public async Task ItEndsWithItsGateway()
    {
        using var worker = StartedWorker.Start(_folder.Path);
        await worker.HelloAsync();

        worker.Close();

        (await worker.EndAsync()).ShouldBe((0, string.Empty));
    }

    [Fact]
    public async Task ItReadsUnitsFromTheJournalAndOutlivesTheSignalsThatAreForTheGateway()
    {
        var unit = await JournaledAsync("{\"body\":\"one\"}\n{\"body\":\"two\"}");
        using var worker = StartedWorker.Start(_folder.Path);
        await worker.HelloAsync();
        foreach (var signal in new[] { "INT", "TERM", "HUP" })
        {
            await worker.SignalAsync(signal);
            await worker.SendAsync(unit);

            var (type, body) = await worker.ReceiveAsync();

            type.ShouldBe(WorkerFrameType.Result);
            using var result = WorkerFrames.ReadResult(body, null).ShouldNotBeNull();
            result.Number.ShouldBe(unit.Number);
            result.Tallies.ShouldBe([new BatchTally(unit.Entries[0].Id, 2, 0, 0)]);
        }
    }

    [Fact]
    public async Task ABatchThatIsNotInTheJournalIsNamedAndTheNextUnitIsProcessed()
    {
        var unit = await JournaledAsync("{\"body\":\"one\"}");
        using var worker = StartedWorker.Start(_folder.Path);
        await worker.HelloAsync();

        await worker.SendAsync(unit with { Number = 8, Entries = [unit.Entries[0] with { Id = new BatchId(99) }] });
        await worker.SendAsync(unit);

        var (type, body) = await worker.ReceiveAsync();
        type.ShouldBe(WorkerFrameType.Unreadable);
        WorkerFrames.ReadUnreadable(body).ShouldBe((8, new BatchId(99)));
        (await worker.ReceiveAsync()).Type.ShouldBe(WorkerFrameType.Result);
    }

    [Fact]
    public async Task AGatewayThatMakesNoSenseIsNotObeyed()
    {
        using var worker = StartedWorker.Start(_folder.Path);
        await worker.HelloAsync();

        await worker.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        var (code, errors) = await worker.EndAsync();
        code.ShouldNotBe(0);
        errors.ShouldContain("the gateway sent a frame that makes no sense");
    }

    private void WriteRules(string rules) => File.WriteAllText(Path.Combine(_folder.Path, "rules.yaml"), rules);

    private async Task<WorkUnit> JournaledAsync(string lines)
    {
        await using var journal = await FileJournal.OpenAsync(new JournalOptions { Directory = Path.Combine(_folder.Path, "journal") }, TimeProvider.System, Token);
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = UnixNano.FromDate(DateTimeOffset.UnixEpoch), RecordCount = lines.Split('\n').Length };
        await journal.AppendAsync(header, Encoding.UTF8.GetBytes(lines), Token);
        return new WorkUnit(7, new Generation(1), journal.Read(default, 1));
    }
}
