namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>A receiver of notifications.</summary>
public sealed class WebhookOptions
{
    /// <summary>Where each notification is posted to, http or https.</summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>The key of the signature in <c>X-LogPlatform-Signature</c>; null for no signature.</summary>
    public string? Secret { get; set; }
}
