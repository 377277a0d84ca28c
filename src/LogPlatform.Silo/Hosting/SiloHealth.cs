using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LogPlatform.Silo.Hosting;

/// <summary><c>/healthz</c> says that the process runs, <c>/readyz</c> that the silo can do its work; each says why not, in one line.</summary>
internal static class SiloHealth
{
    /// <summary>Adds the checks.</summary>
    public static void AddSiloHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<SlotReadiness>("slot");

    /// <summary>Adds the endpoints.</summary>
    public static void MapSiloHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', report.Entries.Values.Select(entry => entry.Description)) + "\n", context.RequestAborted);
    }
}
