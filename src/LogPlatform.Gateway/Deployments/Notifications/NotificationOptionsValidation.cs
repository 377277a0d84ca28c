using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>Refuses to start with receivers that can never be reached.</summary>
internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        // The address itself may be a secret, so a mistake names its place in the list.
        List<string> failures = [];
        for (var i = 0; i < options.Webhooks.Count; i++)
        {
            var url = options.Webhooks[i].Url;
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            {
                failures.Add($"{NotificationOptions.Section}:Webhooks:{i}:Url is no http or https address.");
            }
            else if (options.Webhooks.Take(i).Any(other => other.Url == url))
            {
                failures.Add($"{NotificationOptions.Section}:Webhooks:{i}:Url is there twice.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
