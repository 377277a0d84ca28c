namespace LogPlatform.AppHost;

/// <summary>Where a gateway listens. Each replica gets ports of its own by environment; one address in front of all of them is the same for all time.</summary>
internal static class GatewayEndpoints
{
    /// <summary>Control page, API and every way in.</summary>
    public const string Control = "control";

    /// <summary>The HTTP ways in, and nothing else.</summary>
    public const string Otlp = "otlp";

    /// <summary>Syslog over TCP.</summary>
    public const string Syslog = "syslog";

    private const string AnyAddress = "0.0.0.0";

    /// <summary>Adds the endpoints.</summary>
    public static IResourceBuilder<ProjectResource> WithListeners(this IResourceBuilder<ProjectResource> gateway)
    {
        var isPublished = gateway.ApplicationBuilder.ExecutionContext.IsPublishMode;
        gateway
            .WithHttpEndpoint(port: 8080, targetPort: isPublished ? 8080 : null, name: Control, env: "LogPlatform__Control__Port")
            .WithHttpEndpoint(port: 4318, targetPort: isPublished ? 4318 : null, name: Otlp, env: "LogPlatform__Otlp__Port")
            .WithEndpoint(port: 5514, targetPort: isPublished ? 5514 : null, scheme: "tcp", name: Syslog, env: "LogPlatform__Syslog__Port")
            .WithEndpoint(Control, endpoint => endpoint.IsExternal = true)
            .WithEndpointsInEnvironment(_ => false);
        return isPublished
            ? gateway
                .WithEnvironment("LogPlatform__Control__Address", AnyAddress)
                .WithEnvironment("LogPlatform__Otlp__Address", AnyAddress)
                .WithEnvironment("LogPlatform__Syslog__Address", AnyAddress)
            : gateway.WithEnvironment("LogPlatform__Cluster__PagesAtOwnAddress", "true");
    }
}
