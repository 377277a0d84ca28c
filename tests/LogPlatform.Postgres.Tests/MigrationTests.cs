using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Schema;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private Gateways _gateways = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateways = await Gateways.NewAsync();

    public ValueTask DisposeAsync() => _gateways.DisposeAsync();

    [Fact]
    public void ScriptsAreNumberedFromOneWithoutHoles() =>
        MigrationScript.All.Select(script => script.Number).ShouldBe(Enumerable.Range(1, MigrationScript.All.Count));

    [Fact]
    public async Task GatewaysThatStartAtOnceApplyEachScriptOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => _gateways.OpenAsync($"g{i}"))));
        await using var database = Database();
        database.Query("SELECT number FROM migration ORDER BY number", row => row.GetInt32(0)).ShouldBe(MigrationScript.All.Select(script => script.Number));
    }

    [Fact]
    public async Task AnOlderSchemaIsBroughtUpAndKeepsWhatIsInIt()
    {
        await using var database = Database();
        MigrationScript older = new(1, "1", "CREATE TABLE thing (id int PRIMARY KEY); INSERT INTO thing VALUES (7)");
        MigrationScript newer = new(2, "2", "ALTER TABLE thing ADD COLUMN name text NOT NULL DEFAULT 'none'");
        await Migrations.RunAsync(database, [older], Token);
        await Migrations.RunAsync(database, [older, newer], Token);
        await Migrations.RunAsync(database, [older, newer], Token);
        database.Query("SELECT id || name FROM thing", row => row.GetString(0)).ShouldBe(["7none"]);
        database.Query("SELECT number FROM migration ORDER BY number", row => row.GetInt32(0)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AScriptThatFailsLeavesNothing()
    {
        await using var database = Database();
        MigrationScript broken = new(1, "1", "CREATE TABLE thing (id int); SELECT 1 / 0");
        await Should.ThrowAsync<IOException>(() => Migrations.RunAsync(database, [broken], Token));
        await Migrations.RunAsync(database, [broken with { Sql = "CREATE TABLE thing (id int)" }], Token);
    }

    [Fact]
    public async Task ASchemaThatALaterReleaseHasExtendedIsUsedAsItIs()
    {
        await using (await _gateways.OpenAsync("before"))
        {
            await _gateways.ExecuteAsync(
                """
                INSERT INTO migration VALUES (9999, '9999-later.sql');
                ALTER TABLE gateway ADD COLUMN later text;
                ALTER TABLE journal ADD COLUMN later int NOT NULL DEFAULT 3;
                ALTER TABLE unit ADD COLUMN later int;
                ALTER TABLE block ADD COLUMN later jsonb;
                ALTER TABLE quarantine ADD COLUMN later text DEFAULT 'x';
                ALTER TABLE head ADD COLUMN later bigint NOT NULL DEFAULT 1;
                ALTER TABLE generation_totals ADD COLUMN later bigint NOT NULL DEFAULT 0;
                ALTER TABLE rewind_outcome ADD COLUMN later bigint;
                ALTER TABLE deployment ADD COLUMN later text;
                ALTER TABLE audit ADD COLUMN later text;
                ALTER TABLE notification ADD COLUMN later text;
                ALTER TABLE release ADD COLUMN later text;
                ALTER TABLE document ADD COLUMN later text;
                ALTER TABLE retry ADD COLUMN later text;
                ALTER TABLE committed ADD COLUMN later text;
                ALTER TABLE body ADD COLUMN later text;
                CREATE TABLE later (id int);
                """);
        }

        var ports = await _gateways.OpenAsync("after");
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = _gateways.Time.NowUnixNano, RecordCount = 3, IdempotencyKey = "a" };
        var batch = await ports.Journal.AppendAsync(header, new byte[] { 1 }, Token);
        batch.Status.ShouldBe(AppendStatus.Appended);
        (await ports.Store.CommitAsync(Unit(Blue, batch.Id.Value, (2, 1, 0)), Token)).ShouldBe(CommitStatus.Committed);
        var unit = ports.Store.UnitsOf(Blue.Generation).Single();
        (await ports.Store.StageAsync(FirstRewind, unit, Kept(unit, Green), Token)).ShouldBe(CommitStatus.Committed);
        (await ports.Store.SupersedeAsync(FirstRewind, Token)).Units.ShouldBe(1);
        (await ports.Deployments.TrySaveAsync(DeploymentStates.First(1), Token)).ShouldBeTrue();
        await ports.Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", "c"), Token);
        ports.Notifications.Save("hook", default);
        ports.RewindJobs.Save(new Core.Rewinds.Rewind
        {
            Id = FirstRewind,
            Generation = Blue.Generation,
            By = Green,
            Phase = Core.Rehearsals.JobPhase.Running,
            Actor = "ann",
            StartedAt = DateTimeOffset.UnixEpoch,
        });
        (await ports.TrimAsync(Token)).ShouldBeTrue();
    }

    private Database Database() => new(new PostgresOptions { ConnectionString = _gateways.ConnectionString, Schema = _gateways.Schema });
}
