using LogPlatform.Gateway.Deployments.Notifications;

namespace LogPlatform.Gateway.Tests.Deployments.Notifications;

public sealed class NotificationOptionsTests
{
    [Theory]
    [InlineData("https://example.test/hook", true)]
    [InlineData("http://127.0.0.1:9000/", true)]
    [InlineData("ftp://example.test/hook", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    public void OnlyHttpAndHttpsAreAddresses(string url, bool valid) => Validate(url).ShouldBe(valid);

    [Fact]
    public void AnAddressIsThereOnce() => Validate("http://a.test/", "http://a.test/").ShouldBeFalse();

    private static bool Validate(params string[] urls)
    {
        var options = new NotificationOptions();
        foreach (var url in urls)
        {
            options.Webhooks.Add(new WebhookOptions { Url = url });
        }

        return new NotificationOptionsValidation().Validate(null, options).Succeeded;
    }
}
