using System.Text.Json;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Commands;

public class ControlTests
{
    private const string Status =
        """
        {"version":"0.1.0","startedAt":"2026-11-20T11:00:00Z","dispatching":true,
         "pointer":{"color":"Blue","generation":3,"release":"2026.11.1","since":"2026-11-20T11:30:00Z"},
         "slots":[{"color":"Blue","active":true,"release":"2026.11.1","leasesInFlight":2,"nodes":[
            {"name":"blue-0","state":"Ready","processId":4711,"restarts":0,"unitsInFlight":1,"units":1234,"cpuSeconds":5.25,"residentBytes":104857600},
            {"name":"blue-1","state":"Restarting","processId":null,"restarts":2,"unitsInFlight":0,"units":9,"cpuSeconds":0,"residentBytes":0}]},
          {"color":"Green","active":false,"release":null,"leasesInFlight":0,"nodes":[]}],
         "journal":{"lastBatch":88,"acceptedRecords":45056,"acceptedBytes":34603008,"backlogBatches":1,"backlogRecords":512,"diskBytes":67108864},
         "store":{"blocks":12,"rows":44544,"bytes":3145728,"watermark":87,"quarantined":1},
         "intake":{"batches":88,"records":45056,"bytes":34603008,"duplicates":0,"rejected":4,"dropped":0,"syslogConnections":0}}
        """;

    [Fact]
    public async Task StatusShowsSlotsNodesJournalAndStore()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Status);
        var run = await CliRun.AgainstAsync(server, "status");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldStartWith("Blue serves generation 3, release 2026.11.1, since 30 min. Up 60 min, version 0.1.0.\n");
        var cells = string.Join(' ', run.Out.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        cells.ShouldContain("│ Blue * │ 2026.11.1 │ 2 │ blue-0 │ Ready │ 4711 │ 0 │ 1 │ 1,234 │ 5.3 │ 100.0 MiB │");
        cells.ShouldContain("│ │ │ │ blue-1 │ Restarting │ - │ 2 │");
        cells.ShouldContain("│ Green │ empty │");
        run.Out.ShouldContain("batch 88, 512 records waiting, 64.0 MiB on disk");
        run.Out.ShouldContain("12 blocks, durable to batch 87, 1 in quarantine");
    }

    [Fact]
    public async Task StatusSaysWhichBuildEachNodeRunsWhereNodesSayIt()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Status.Replace("\"state\":\"Ready\"", $"\"state\":\"Ready\",\"build\":\"0.1.0+{new string('a', 40)}\"", StringComparison.Ordinal));
        var run = await CliRun.AgainstAsync(server, "status");
        var cells = string.Join(' ', run.Out.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        cells.ShouldContain("│ node │ state │ build │ pid │");
        cells.ShouldContain("│ blue-0 │ Ready │ 0.1.0+aaaaaaa │ 4711 │");
        cells.ShouldContain("│ blue-1 │ Restarting │ - │ - │");
        cells.ShouldContain("│ Green │ empty │");
    }

    [Fact]
    public async Task StatusAsJsonIsTheServers()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/status", Status);
        var run = await CliRun.AgainstAsync(server, "status", "-o", "json");
        JsonElement.DeepEquals(JsonDocument.Parse(run.Out).RootElement, JsonDocument.Parse(Status).RootElement).ShouldBeTrue();
    }

    [Fact]
    public async Task ABalancedLedgerSaysSo()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers(
            "GET /api/v1/ledger",
            """{"generations":[{"generation":1,"release":"r1","batches":7,"committed":90,"quarantined":4,"dropped":5}],"accepted":100,"committed":90,"quarantined":4,"dropped":5,"inFlight":1,"balanced":true}""");
        var run = await CliRun.AgainstAsync(server, "ledger");
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("The ledger is balanced: accepted 100 = committed 90 + quarantined 4 + dropped by rule 5 + in flight 1.");
        run.Out.ShouldContain("│          1 │ r1      │       7 │        90 │           4 │               5 │         - │");
    }

    [Fact]
    public async Task WhatIsInFlightIsShownByGenerationAndWhatWaitsIsSaid()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers(
            "GET /api/v1/ledger",
            """{"generations":[{"generation":1,"release":"r1","batches":7,"committed":90,"quarantined":0,"dropped":0,"inFlight":4}],"accepted":100,"committed":90,"quarantined":0,"dropped":0,"inFlight":10,"waiting":6,"balanced":true}""");
        var run = await CliRun.AgainstAsync(server, "ledger");
        run.Out.ShouldContain("│         4 │");
        run.Out.ShouldContain("in flight 10 (6 of those wait for a worker).");
    }

    [Theory]
    [InlineData(90, "1 record unaccounted for")]
    [InlineData(93, "2 records too many")]
    public async Task ALedgerThatIsNotBalancedIsCodeOne(int committed, string words)
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/ledger", $$"""{"generations":[],"accepted":100,"committed":{{committed}},"quarantined":4,"dropped":5,"inFlight":0,"balanced":false}""");
        var run = await CliRun.AgainstAsync(server, "ledger");
        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("NOT balanced");
        run.Out.ShouldContain(words);
        (await CliRun.AgainstAsync(server, "ledger", "--json")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task TheQuarantineIsListedPageByPage()
    {
        const string Item = """{"id":ID,"generation":1,"release":"r1","batch":3,"ordinal":0,"receivedAt":"2026-11-20T12:00:00+00:00","format":"Ndjson","reason":"parse [json]: bad","payloadBytes":20,"payload":"{bad"}""";
        await using var server = await FakeServer.StartAsync();
        server.Answers(
            "GET /api/v1/quarantine",
            new CannedAnswer(200, $$"""{"count":2,"records":[{{Item.Replace("ID", "17", StringComparison.Ordinal)}}],"next":17}"""),
            new CannedAnswer(200, $$"""{"count":2,"records":[{{Item.Replace("ID", "18", StringComparison.Ordinal)}}],"next":null}"""));
        var run = await CliRun.AgainstAsync(server, "quarantine", "list");
        run.Out.ShouldContain("17 │ 2026-11-20T12:00:00+00:00 │ r1");
        run.Out.ShouldContain("18 │");
        run.Out.ShouldContain("parse [json]: bad");
        run.Error.ShouldContain("2 records in quarantine");
        server.Requests[1].Query.ShouldBe("?after=17&limit=49");
    }

    [Fact]
    public async Task OneQuarantinedRecordIsShownWithItsPayload()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/quarantine/17", """{"id":17,"reason":"no","payload":"{bad\u001b","payloadBase64":"e2JhZA=="}""");
        var run = await CliRun.AgainstAsync(server, "quarantine", "show", "17");
        run.Lines.ShouldBe(["id             17", "reason         no", "{bad\\u001b"]);
    }

    [Fact]
    public async Task ReprocessingNamesOneRecordOrAll()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/quarantine/17/reprocess", """{"reprocessed":1,"remaining":3}""");
        server.Answers("POST /api/v1/quarantine/reprocess", """{"reprocessed":3,"remaining":0}""");
        (await CliRun.AgainstAsync(server, "quarantine", "reprocess", "17")).Out.ShouldStartWith("1 record sent");
        (await CliRun.AgainstAsync(server, "quarantine", "reprocess", "--all")).Out.ShouldStartWith("3 records sent");
    }

    [Fact]
    public async Task AKeysSecretIsAllThatIsWrittenToTheOutput()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/keys", new CannedAnswer(201, """{"key":{"id":"k1","name":"ci","role":"Viewer"},"secret":"lp_k1_secret"}"""));
        var run = await CliRun.AgainstAsync(server, "keys", "create", "ci", "--role", "viewer");
        run.Out.ShouldBe("lp_k1_secret\n");
        server.Requests.ShouldHaveSingleItem().Text.ShouldBe("""{"name":"ci","role":"Viewer"}""");
    }

    [Fact]
    public async Task AKeyMayExpire()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("POST /api/v1/keys", new CannedAnswer(201, """{"key":{"id":"k1","expiresAt":"2027-02-18T12:00:00+00:00"},"secret":"s"}"""));
        var run = await CliRun.AgainstAsync(server, "keys", "create", "ci", "--expires", "90d");
        run.Error.ShouldContain("until 2027-02-18T12:00:00+00:00");
        server.Requests.ShouldHaveSingleItem().Text.ShouldBe("""{"name":"ci","role":"Ingest","expiresInSeconds":7776000}""");
    }

    [Fact]
    public async Task KeysAreListedAndRevoked()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/keys", """{"keys":[{"id":"k1","name":"ci [x]","role":"Ingest","prefix":"lp_k1","createdAt":"2026-11-20T12:00:00+00:00"}]}""");
        server.Answers("DELETE /api/v1/keys/k1", new CannedAnswer(204));
        (await CliRun.AgainstAsync(server, "keys", "list")).Out.ShouldContain("│ k1 │ ci [x] │ Ingest │ lp_k1");
        (await CliRun.AgainstAsync(server, "keys", "revoke", "k1")).Out.ShouldBe("Key k1 is revoked.\n");
    }

    [Fact]
    public async Task HistogramAndFacetsAreDrawn()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/histogram", """{"from":"2026-11-20T12:00:00Z","bucketSeconds":60,"series":[{"value":"INFO","counts":[1,2]},{"value":"ERROR","counts":[0,2]}],"stats":{}}""");
        server.Answers("GET /api/v1/facets", """{"facets":[{"field":"service","values":[{"value":"checkout","count":40},{"value":"cart","count":10}],"others":3,"missing":2,"isExact":true}]}""");
        var histogram = await CliRun.AgainstAsync(server, "histogram", "--buckets", "2", "--since", "2m");
        histogram.Lines[^1].ShouldBe("■ ERROR 2  ■ INFO 3  (5 records)");
        server.Requests[0].Query.ShouldBe("?from=-120s&buckets=2&by=severity");
        (await CliRun.AgainstAsync(server, "facets", "--fields", "service")).Out.ShouldBe(
            """
            service
              checkout  40  ████████████████████████
              cart      10  ██████
              3 with other values, 2 without the field

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task AnExportGoesToTheOutputOrAFile()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeServer.StartAsync();
        server.Answers("GET /api/v1/export", new CannedAnswer(200, "{\"a\":1}\n{\"a\":2}\n", "application/x-ndjson"));
        var run = await CliRun.AgainstAsync(server, "export", "service = a");
        run.Bytes.ShouldBe("{\"a\":1}\n{\"a\":2}\n"u8.ToArray());
        run.Error.ShouldBe("2 records.\n");
        await CliRun.AgainstAsync(server, new CliSetup { WorkingDirectory = folder.Path }, "export", "--file", "out.ndjson");
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "out.ndjson"), TestContext.Current.CancellationToken)).ShouldBe("{\"a\":1}\n{\"a\":2}\n");
    }
}
