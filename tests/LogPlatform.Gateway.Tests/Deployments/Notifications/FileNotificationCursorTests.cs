using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Deployments.Notifications;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

public sealed class FileNotificationCursorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cursor-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void PositionsOutliveTheProcess()
    {
        var position = new NotificationPosition(new DeploymentId(3), 7);
        Open(out _).Save("a", position);
        Open(out _).Save("b", default);
        var reopened = Open(out _);
        reopened.Find("a").ShouldBe(position);
        reopened.Find("b").ShouldBe(default(NotificationPosition));
        reopened.Find("c").ShouldBeNull();
    }

    [Fact]
    public void ADamagedFileIsReportedAndBeginsAnew()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "notifications.json"), "{");
        Open(out var log).Find("a").ShouldBeNull();
        log.Lines.ShouldHaveSingleItem().ShouldContain("does not say how far");
    }

    private FileNotificationCursor Open(out TestLog log)
    {
        var provider = log = new TestLog();
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(provider));
        return new FileNotificationCursor(Path.Combine(_folder.FullName, "notifications.json"), loggers.CreateLogger<FileNotificationCursor>());
    }
}
