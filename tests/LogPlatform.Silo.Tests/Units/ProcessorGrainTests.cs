using LogPlatform.Contracts.Processing;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Processing;
using LogPlatform.Silo.Tests.Slots;
using LogPlatform.Storage.Journal;
using LogPlatform.Worker;

namespace LogPlatform.Silo.Tests.Units;

/// <summary>What a silo answers to a unit.</summary>
public sealed class ProcessorGrainTests
{
    [Fact]
    public async Task AnAnswerHasTheBytesThatAWorkerMakesFromTheJournal()
    {
        var release = Releases.Of("1", Formats.Rules);
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsync(release);
        var folder = Directory.CreateTempSubdirectory("logplatform-silo-");
        try
        {
            await using var journal = await FileJournal.OpenAsync(new JournalOptions { Directory = folder.FullName, MinFreeBytes = 0 }, TimeProvider.System, TestContext.Current.CancellationToken);
            var entries = await FillAsync(journal);
            using var reader = new JournalReader(folder.FullName);
            var worker = new UnitProcessor();

            // Each format alone, and all of them together in one unit.
            foreach (var unit in entries.Select(entry => new[] { entry }).Append(entries))
            {
                worker.TryProcess(new JournaledUnit(reader, new WorkUnit(5, new Generation(1), unit)), PipelineCompiler.Compile(Formats.Rules).Pipeline!.Apply, out _).ShouldBeTrue();
                var answer = await cluster.Processor.ProcessAsync(new UnitRequest { Number = 5, Configuration = release.Configuration, Batches = [.. unit.Select(Batch)] });

                answer.Status.ShouldBe(UnitStatus.Processed, answer.Detail);
                answer.Number.ShouldBe(5);
                answer.Node.ShouldBe(cluster.Silos[0].Name);
                answer.Blocks.ShouldBe(worker.Blocks.ToArray());
                answer.BlockLengths.ShouldBe(worker.BlockLengths);
                answer.Quarantine.ShouldBe(worker.Quarantine.ToArray());
                answer.Tallies.ShouldBe(worker.Tallies.ToArray().Select(tally => new BatchCounts(tally.Id.Value, tally.Committed, tally.Quarantined, tally.Dropped)));
                answer.CpuNanoseconds.ShouldBePositive();
                answer.ServiceNanoseconds.ShouldBePositive();
            }

            worker.Tallies.ToArray().Sum(tally => tally.Quarantined).ShouldBePositive();
            worker.Tallies.ToArray().Sum(tally => tally.Dropped).ShouldBePositive();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AConfigurationThatIsNotLoadedIsNotKnown()
    {
        await using var cluster = await ColorCluster.StartAsync(1);

        var answer = await cluster.Processor.ProcessAsync(Requests.OneRecord(Releases.Marking("1"), number: 12));

        answer.Status.ShouldBe(UnitStatus.UnknownConfiguration);
        answer.Number.ShouldBe(12);
        answer.Blocks.ShouldBeEmpty();
    }

    [Fact]
    public async Task APoisonedUnitFailsAndTheSiloLivesOn()
    {
        var release = Releases.Marking("1");
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsync(release);
        var sound = Requests.OneRecord(release);
        var poisoned = sound with { Batches = [sound.Batches[0], sound.Batches[0] with { Payload = null! }] };

        for (var i = 0; i < 10; i++)
        {
            var answer = await cluster.Processor.ProcessAsync(poisoned);
            answer.Status.ShouldBe(UnitStatus.Failed);
            answer.Detail.ShouldContain("NullReferenceException");
            answer.Blocks.ShouldBeEmpty();
        }

        (await cluster.Processor.ProcessAsync(sound)).FirstRecord().ShouldContain("\"made_by\":\"1\"");
        (await cluster.Slot.ReportAsync()).Silos.ShouldHaveSingleItem().UnitsInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task UnitsOfManySendersAreAllAnsweredEachWithItsOwn()
    {
        var (one, two) = (Releases.Marking("1"), Releases.Marking("2"));
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsync(one);
        await cluster.Slot.LoadAsideAsync(two, "test");

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(number => cluster.Processor.ProcessAsync(Requests.OneRecord(number % 2 == 0 ? one : two, number))));

        foreach (var (answer, number) in answers.Select((answer, index) => (answer, index + 1)))
        {
            answer.Number.ShouldBe(number);
            var record = answer.FirstRecord();
            record.ShouldContain($"order {number} placed");
            record.ShouldContain(number % 2 == 0 ? "\"made_by\":\"1\"" : "\"made_by\":\"2\"");
        }

        // Clients ask the silos in turn.
        answers.Select(answer => answer.Node).Distinct().Count().ShouldBe(2);
        (await cluster.Slot.ReportAsync()).Silos.Sum(silo => silo.Units).ShouldBe(200);
    }

    private static async Task<JournalEntry[]> FillAsync(FileJournal journal)
    {
        foreach (var (format, payload) in Formats.All)
        {
            var header = new BatchHeader
            {
                Format = format,
                ReceivedUnixNano = Requests.Received,
                RecordCount = Formats.Records(format, payload),
                Peer = "10.0.0.1",
                Service = "checkout",
            };
            (await journal.AppendAsync(header, payload, TestContext.Current.CancellationToken)).Status.ShouldBe(AppendStatus.Appended);
        }

        return [.. journal.Read(default, 100)];
    }

    private static BatchBytes Batch(JournalEntry entry) =>
        Requests.Batch(entry.Id.Value, Formats.All[(int)entry.Id.Value - 1].Format, entry.RecordCount, Formats.All[(int)entry.Id.Value - 1].Payload);
}
