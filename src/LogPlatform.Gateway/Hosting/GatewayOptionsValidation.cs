using System.Net;
using LogPlatform.Gateway.Security;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Refuses to start with addresses that make no sense, or without keys on an address that others can reach.</summary>
internal sealed class GatewayOptionsValidation(IOptions<SecurityOptions> security) : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        List<string> failures = [];
        Check(nameof(options.Control), options.Control, failures);
        Check(nameof(options.Otlp), options.Otlp, failures);
        Check(nameof(options.Syslog), options.Syslog, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void Check(string name, ListenerOptions listener, List<string> failures)
    {
        if (!listener.Enabled)
        {
            return;
        }

        if (!listener.TryGetEndPoint(out var endPoint))
        {
            failures.Add($"{name}: '{listener.Address}' port {listener.Port} is no address to listen on; expected an IP address and a port from 0 to 65535.");
        }
        else if (security.Value.Open && !IPAddress.IsLoopback(endPoint.Address))
        {
            failures.Add($"{name}: {endPoint} can be reached from other machines, so it needs keys; use a loopback address or leave the open mode off.");
        }
    }
}
