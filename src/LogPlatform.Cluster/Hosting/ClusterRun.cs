using System.ComponentModel.DataAnnotations;
using LogPlatform.Cluster.Routing;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Security;
using LogPlatform.Postgres;
using LogPlatform.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Hosting;

/// <summary>The life of a gateway of the cluster edition.</summary>
internal static class ClusterRun
{
    // Exit codes of sysexits.h.
    private const int Usage = 64;
    private const int Unavailable = 69;

    /// <summary>Runs until a signal, or <paramref name="cancellationToken"/>; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(5));
        try
        {
            var redis = Needed(builder, "redis");
            var name = new GatewayName(builder.AddControlCluster());
            var postgres = builder.Configuration.GetSection("LogPlatform:Postgres").Get<PostgresOptions>() ?? new PostgresOptions();
            (postgres.ConnectionString, postgres.GatewayName) = (Needed(builder, "postgres"), name.Value);
            using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
            await using var ports = await PostgresPorts.OpenAsync(postgres, TimeProvider.System, loggers, cancellationToken);
            await using var app = ClusterApplication.Build(builder, name, redis, ports);
            await app.StartAsync(cancellationToken);
            Print(app.Services);
            app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<IntakeGate>().Close);
            await app.WaitForShutdownAsync(cancellationToken);
            Console.WriteLine("Stopped; everything acknowledged is kept.");
            return 0;
        }
        catch (Exception error) when (error is OptionsValidationException or ValidationException)
        {
            return Fail(Usage, error.Message);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException)
        {
            return Fail(Unavailable, error.Message);
        }
    }

    private static string Needed(WebApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name) is { Length: > 0 } found
            ? found
            : throw new OptionsValidationException(name, typeof(string), [$"The connection string '{name}' is missing: set ConnectionStrings__{name}."]);

    private static void Print(IServiceProvider services)
    {
        if (services.GetRequiredService<BoundEndpoints>().Control is { } control)
        {
            Console.WriteLine($"  control page  http://{control}/");
            foreach (var line in services.GetRequiredService<FirstLogin>().Describe($"http://{control}"))
            {
                Console.WriteLine(line);
            }
        }

        Console.WriteLine("Ready. Ctrl+C stops it gracefully.");
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("LogPlatform cannot start: " + message);
        return code;
    }
}
