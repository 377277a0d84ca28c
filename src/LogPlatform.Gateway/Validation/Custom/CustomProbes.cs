using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>The probes of the configured checks.</summary>
internal sealed class CustomProbes(IOptions<CustomCheckList> checks) : IDisposable
{
    // A webhook that redirects would send the operator's headers elsewhere.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The probe and settings of a check; null when there is none with that name.</summary>
    public (ICustomProbe Probe, CustomCheckOptions Options)? Find(string name) =>
        checks.Value.TryGetValue(name, out var options)
            ? (options.Url is null ? new CommandProbe(options) : new WebhookProbe(_client, options), options)
            : null;

    public void Dispose() => _client.Dispose();
}
