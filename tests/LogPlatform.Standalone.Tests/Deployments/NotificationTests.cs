using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>A receiver of notifications that comes and goes.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task EveryChangeOfStateArrivesInOrderAlsoWhatHappenedWhileNobodyListened()
    {
        using var receiver = new Receiver();
        await using var platform = await KillablePlatform.StartAsync(new Dictionary<string, string> { ["LogPlatform__Notifications__Webhooks__0__Url"] = receiver.Url });
        var deployment = await platform.Api.DeployAsync(await platform.GoodReleaseAsync());
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Validating);
        receiver.Listen();
        await platform.Api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        await Polling.UntilAsync("the success is told", () => Task.FromResult(receiver.Told.Contains("Succeeded")));
        receiver.HangUp();
        await platform.Api.CommandAsync(deployment.Id, "rollback");
        var ended = await platform.Api.UntilAsync(deployment.Id, RolloutPhase.RolledBack);
        receiver.Listen();
        await Polling.UntilAsync("the rollback is told", () => Task.FromResult(receiver.Told.Contains("RolledBack")));
        receiver.Told.ShouldBe(["Provisioning", "Validating", "Switching", "Draining", "Baking", "Succeeded", "RollingBack", "RolledBack"]);
        await platform.VerifyAsync(ended.Restored!);
    }

    private sealed class Receiver : IDisposable
    {
        private readonly ConcurrentQueue<(string Delivery, string Phase)> _notices = new();
        private HttpListener? _listener;

        public Receiver()
        {
            using var finder = new TcpListener(IPAddress.Loopback, 0);
            finder.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)finder.LocalEndpoint).Port}/";
        }

        public string Url { get; }

        /// <summary>The phases in the order in which they came; what came twice counts once.</summary>
        public IReadOnlyList<string> Told => [.. _notices.DistinctBy(notice => notice.Delivery).Select(notice => notice.Phase)];

        public void Listen()
        {
            _listener = new HttpListener { Prefixes = { Url } };
            _listener.Start();
            _ = TakeAsync(_listener);
        }

        public void HangUp() => _listener?.Close();

        public void Dispose() => HangUp();

        private async Task TakeAsync(HttpListener listener)
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    using var notice = await JsonDocument.ParseAsync(context.Request.InputStream);
                    _notices.Enqueue((context.Request.Headers["X-LogPlatform-Delivery"]!, notice.RootElement.GetProperty("phase").GetString()!));
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // It has hung up.
            }
        }
    }
}
