using System.Diagnostics;
using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Clients;

public sealed class SyslogClientTests(StandaloneFixture fixture)
{
    [Theory]
    [InlineData("--rfc5424", "--tcp", "lines5424")]
    [InlineData("--rfc3164", "--tcp", "lines3164")]
    [InlineData("--rfc5424", "--udp", "udp5424")]
    [InlineData("--octet-count", "--tcp", "counted")]
    public async Task LoggerDeliversEveryField(string form, string transport, string tag)
    {
        ExternalTool.Require("logger");
        var listener = transport == "--udp" ? fixture.Platform.SyslogUdp : fixture.Platform.SyslogTcp;
        string[] common = ["--server", listener.Address.ToString(), "--port", $"{listener.Port}", transport, form, "--tag", tag, "--id=4321"];
        await ExternalTool.RunAsync("logger", [.. common, "--priority", "auth.warning", "disk almost full on /dev/sda1 ✓"]);
        await ExternalTool.RunAsync("logger", [.. common, "--priority", "local3.err", "second"]);

        var records = await UntilAsync($"service = {tag}", 2);
        var first = records.Single(record => record.GetProperty("severity").GetString() == "WARN");
        first.GetProperty("body").GetString().ShouldBe("disk almost full on /dev/sda1 ✓");
        first.GetProperty("resource").GetProperty("service.name").GetString().ShouldBe(tag);
        first.GetProperty("resource").GetProperty("host.name").GetString().ShouldNotBeNullOrEmpty();
        first.GetProperty("attributes").GetProperty("syslog.facility").GetString().ShouldBe("auth");
        first.GetProperty("attributes").GetProperty("process.pid").ToString().ShouldBe("4321");
        records.Single(record => record.GetProperty("body").GetString() == "second").GetProperty("severity").GetString().ShouldBe("ERROR");
    }

    [Fact]
    public async Task RsyslogForwardsOverTcpWithoutLosingOne()
    {
        ExternalTool.Require("rsyslogd");
        using var folder = new TemporaryFolder();
        var input = Path.Combine(folder.Path, "input.log");
        var configuration = Path.Combine(folder.Path, "rsyslog.conf");
        await File.WriteAllLinesAsync(input, Enumerable.Range(0, 5000).Select(i => $"message number {i} from a file"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            configuration,
            $"""
            global(workDirectory="{folder.Path}")
            module(load="imfile" mode="polling" pollingInterval="1")
            input(type="imfile" file="{input}" tag="rsyslog-file" severity="notice" facility="local5")
            action(type="omfwd" target="{fixture.Platform.SyslogTcp.Address}" port="{fixture.Platform.SyslogTcp.Port}" protocol="tcp" template="RSYSLOG_SyslogProtocol23Format" TCP_Framing="octet-counted" action.resumeRetryCount="-1")
            """,
            TestContext.Current.CancellationToken);
        using var rsyslog = Process.Start(new ProcessStartInfo("/usr/sbin/rsyslogd", ["-n", "-f", configuration, "-i", Path.Combine(folder.Path, "pid")]) { UseShellExecute = false })!;
        try
        {
            var records = await UntilAsync("service = rsyslog-file", 5000);
            records.Select(record => record.GetProperty("body").GetString()).Order(StringComparer.Ordinal)
                .ShouldBe(Enumerable.Range(0, 5000).Select(i => $"message number {i} from a file").Order(StringComparer.Ordinal));
            records.ShouldAllBe(record => record.GetProperty("severity").GetString() == "INFO2");
        }
        finally
        {
            rsyslog.Kill();
            await rsyslog.WaitForExitAsync(CancellationToken.None);
        }
    }

    // Syslog has no acknowledgement, so the only sign of arrival is the record itself.
    private async Task<List<JsonElement>> UntilAsync(string query, int count)
    {
        List<JsonElement> records = [];
        try
        {
            await Polling.UntilAsync($"{count} records of {query} are found", async () => (records = await fixture.Platform.ExportAsync(query)).Count >= count);
        }
        catch (TimeoutException)
        {
            // How many there are tells more than that there are too few.
        }

        records.Count.ShouldBe(count);
        return records;
    }
}
