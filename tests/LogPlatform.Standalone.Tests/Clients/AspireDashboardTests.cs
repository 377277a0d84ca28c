using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Clients;

/// <summary>Our own telemetry, received by the real Aspire dashboard.</summary>
public sealed class AspireDashboardTests
{
    [Fact]
    public async Task OwnLogsTracesAndMetricsArriveInTheAspireDashboard()
    {
        var aspire = Path.Combine(Repository.Root, "tests", "clients", "node", "node_modules", "@microsoft", "aspire-cli-linux-x64", "bin", "aspire");
        ExternalTool.Require("node", aspire);
        using var home = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var (page, grpc, http) = (FreePort(), FreePort(), FreePort());
        using var dashboard = Start(aspire, home.Path, page, grpc, http);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{page}") };
            await UntilAsync(client, "api/telemetry/resources", body => body.ValueKind == JsonValueKind.Array);
            var telemetry = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{grpc}",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            };
            await using var platform = await StandaloneProcess.StartWithAsync(
                folder.Path, telemetry, "--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0");
            using var content = new StringContent("a line that makes a span\n");
            using var sent = await platform.Http.PostAsync(new Uri(platform.Otlp, "ingest"), content, TestContext.Current.CancellationToken);
            sent.StatusCode.ShouldBe(HttpStatusCode.OK);

            await UntilAsync(client, "api/telemetry/logs", body => Text(body).Contains("Dispatching from batch", StringComparison.Ordinal));
            await UntilAsync(client, "api/telemetry/spans", body => Text(body).Contains("logplatform", StringComparison.Ordinal) && body.GetProperty("totalCount").GetInt32() > 0);
            await UntilAsync(client, "api/telemetry/resources", body => body.EnumerateArray().Any(resource =>
                Text(resource).Contains("logplatform", StringComparison.Ordinal) && resource.GetProperty("hasMetrics").GetBoolean()));
        }
        finally
        {
            dashboard.Kill(entireProcessTree: true);
            await dashboard.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(string aspire, string home, int page, int grpc, int http)
    {
        var start = new ProcessStartInfo(aspire) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "dashboard", "run", "--non-interactive", "--nologo", "--allow-anonymous", "--frontend-url", $"http://127.0.0.1:{page}",
            "--otlp-grpc-url", $"http://127.0.0.1:{grpc}", "--otlp-http-url", $"http://127.0.0.1:{http}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = home;
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Text(JsonElement element) => element.GetRawText();

    private static Task UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isThere) => Polling.UntilAsync(
        $"{path} shows it",
        async () =>
        {
            try
            {
                using var body = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
                return isThere(body.RootElement);
            }
            catch (HttpRequestException)
            {
                // The dashboard is still starting.
                return false;
            }
        });
}
