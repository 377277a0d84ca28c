using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Tests.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Postgres.Tests;

public sealed class FirstTests
{
    [Fact]
    public async Task AppendAndRead()
    {
        var options = new PostgresOptions { ConnectionString = await SharedServer.ConnectionStringAsync(), Schema = SharedServer.NewSchema() };
        await using var ports = await PostgresPorts.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = 7, RecordCount = 3, MatchContent = true };
        for (var i = 0; i < 5; i++)
        {
            var result = await ports.Journal.AppendAsync(header, new byte[100_000 + i], TestContext.Current.CancellationToken);
            result.Status.ShouldBe(AppendStatus.Appended);
        }

        (await ports.Journal.AppendAsync(header, new byte[100_000], TestContext.Current.CancellationToken)).Status.ShouldBe(AppendStatus.Duplicate);
        ports.Journal.Read(default, 10).Count.ShouldBe(5);
        ports.Journal.Dispatch.Read(default, 10).Count.ShouldBe(5);
        ports.Journal.AcceptedRecords.ShouldBe(15);
    }
}
