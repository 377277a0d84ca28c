namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Who is told about deployments. Configuration section <c>LogPlatform:Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>The configuration section of these options.</summary>
    public const string Section = "LogPlatform:Notifications";

    /// <summary>The receivers; default none.</summary>
    public IList<WebhookOptions> Webhooks { get; } = [];
}
