using LogPlatform.Cli.Load;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Load;

public class LoadRunTests
{
    private readonly EagerTime _time = new();

    public static TheoryData<LoadProtocol> HttpProtocols => [LoadProtocol.OtlpProto, LoadProtocol.OtlpJson, LoadProtocol.Ndjson];

    [Theory]
    [MemberData(nameof(HttpProtocols))]
    public async Task WhatTheServerKeepsIsProved(LoadProtocol protocol)
    {
        await using var server = await FakeServer.StartAsync();
        var (run, report) = await RunAsync(Options(server) with { Protocol = protocol });
        report.Sent.ShouldBe(1000);
        report.Acknowledged.ShouldBe(1000);
        report.Answers.ShouldBe(new Dictionary<int, long> { [200] = 16 });
        report.Latency.Count.ShouldBe(16);
        var proof = await VerifyAsync(server, run);
        proof.Holds.ShouldBeTrue();
        proof.Found.ShouldBe(1000);
    }

    [Fact]
    public async Task AMissingRecordIsFoundOut()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, _) = await RunAsync(Options(server));
        server.Store.Lose(417);
        var proof = await VerifyAsync(server, run);
        proof.Holds.ShouldBeFalse();
        proof.Missing.ShouldBe(new IdSample(1, [417]), new SampleComparer());
        proof.Doubled.Count.ShouldBe(0);
    }

    [Fact]
    public async Task AMissingAndADoubledRecordDoNotCancelOut()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, _) = await RunAsync(Options(server));
        server.Store.Lose(3);
        server.Store.Add(999);
        var proof = await VerifyAsync(server, run);
        proof.Missing.First.ShouldBe([3]);
        proof.Doubled.First.ShouldBe([999]);
    }

    [Fact]
    public async Task ARecordThatNobodySentIsUnexpected()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, _) = await RunAsync(Options(server));
        server.Store.Add(5000, -1);
        (await VerifyAsync(server, run)).Unexpected.First.ShouldBe([-1, 5000], ignoreOrder: true);
    }

    [Fact]
    public async Task ALostAnswerIsMaybeAndMayBeFoundOnce()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(0, Keeps: true), new CannedAnswer(0));
        var (run, report) = await RunAsync(Options(server) with { Connections = 1 });
        report.Maybe.ShouldBe(128);
        report.Acknowledged.ShouldBe(872);
        report.Failures.ShouldBe(2);
        var proof = await VerifyAsync(server, run);
        proof.Holds.ShouldBeTrue();
        proof.FoundMaybe.ShouldBe(64);

        server.Store.Add(0);
        (await VerifyAsync(server, run)).Doubled.First.ShouldBe([0]);
    }

    [Fact]
    public async Task ARetryAfterALostAnswerDoublesNothing()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(0, Keeps: true), new CannedAnswer(503, RetryAfter: 1), new CannedAnswer(0), new CannedAnswer(503, Keeps: true));
        var (run, report) = await RunAsync(Options(server) with { RetryFor = TimeSpan.FromSeconds(20) });
        report.Acknowledged.ShouldBe(1000);
        report.Maybe.ShouldBe(0);
        report.Answers.ShouldBe(new Dictionary<int, long> { [0] = 2, [200] = 16, [503] = 2 });
        (await VerifyAsync(server, run)).Holds.ShouldBeTrue();
        server.Ingested.Select(request => request.Header("Idempotency-Key")).Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public async Task ARefusedRecordMustNotBeFound()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(400));
        var (run, report) = await RunAsync(Options(server) with { Connections = 1 });
        report.Refused.ShouldBe(64);
        (await VerifyAsync(server, run)).Holds.ShouldBeTrue();

        server.Store.Add(12);
        (await VerifyAsync(server, run)).Unexpected.First.ShouldBe([12]);
    }

    [Fact]
    public async Task APartialSuccessIsNoAcknowledgement()
    {
        await using var server = await FakeServer.StartAsync();
        server.AnswersIngest(new CannedAnswer(200, """{"partialSuccess":{"rejectedLogRecords":"5"}}""", Keeps: true));
        var (_, report) = await RunAsync(Options(server) with { Connections = 1, Protocol = LoadProtocol.OtlpJson });
        report.Maybe.ShouldBe(64);
    }

    [Fact]
    public async Task TheProofWaitsForRecordsThatAreStillBeingProcessed()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, _) = await RunAsync(Options(server));
        var whole = server.Store.Export();
        server.Answers("GET /api/v1/export", new CannedAnswer(200, string.Empty), new CannedAnswer(200, whole[..(whole.Length / 2)]), new CannedAnswer(200, whole));
        (await VerifyAsync(server, run)).Holds.ShouldBeTrue();
        server.Requests.Count(request => request.Path == "/api/v1/export").ShouldBe(3);
    }

    [Fact]
    public async Task WithARateABatchIsDueByItsNumber()
    {
        await using var server = await FakeServer.StartAsync();
        var (_, report) = await RunAsync(Options(server) with { Rate = 640, Records = null, Duration = TimeSpan.FromSeconds(2), Connections = 1 });
        report.Sent.ShouldBe(1280);
        _time.Pauses.Sum(pause => pause.TotalSeconds).ShouldBe(1.9, 0.001);
    }

    [Fact]
    public async Task CancellationLeavesAReport()
    {
        await using var server = await FakeServer.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var report = await new LoadRun(Options(server), _time).RunAsync(stop.Token);
        report.Sent.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 512, 4)]
    [InlineData(10, 0, 4)]
    [InlineData(10, 512, 0)]
    [InlineData(LoadOptions.MaxRecords + 1, 512, 4)]
    [InlineData(10, 100_000, 1000)]
    public void ARunIsBounded(long records, int batch, int connections) => new LoadOptions
    {
        Ingest = new Uri("http://127.0.0.1"),
        Control = new Uri("http://127.0.0.1"),
        Records = records,
        BatchSize = batch,
        Connections = connections,
    }.FindFault().ShouldNotBeNull();

    private static LoadOptions Options(FakeServer server) => new()
    {
        Ingest = server.Address,
        Control = server.Address,
        Records = 1000,
        BatchSize = 64,
        Connections = 3,
        RecordBytes = 300,
    };

    private async Task<(LoadRun Run, LoadReport Report)> RunAsync(LoadOptions options)
    {
        var run = new LoadRun(options, _time);
        return (run, await run.RunAsync(TestContext.Current.CancellationToken));
    }

    private Task<LoadProof> VerifyAsync(FakeServer server, LoadRun run) =>
        new LoadVerifier(server.Address, null, _time).VerifyAsync(run, TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

    private sealed class SampleComparer : IEqualityComparer<IdSample>
    {
        public bool Equals(IdSample? x, IdSample? y) => x!.Count == y!.Count && x.First.SequenceEqual(y.First);

        public int GetHashCode(IdSample obj) => obj.Count.GetHashCode();
    }
}
