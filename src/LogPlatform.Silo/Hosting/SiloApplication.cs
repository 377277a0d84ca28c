using LogPlatform.ServiceDefaults;
using LogPlatform.ServiceDefaults.Health;
using LogPlatform.Silo.Slots;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace LogPlatform.Silo.Hosting;

/// <summary>One run of a silo. Exit codes are those of sysexits.h: 64 wrong options, 69 something it needs is not there.</summary>
internal static class SiloApplication
{
    private const int Usage = 64;
    private const int Unavailable = 69;

    /// <summary>Runs until a signal ends it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException or OptionsValidationException or OrleansConfigurationException)
        {
            return Fail(Usage, error.Message);
        }
        catch (Exception error) when (error is IOException or RedisException)
        {
            return Fail(Unavailable, error.Message);
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning);

        // What keeps the program from starting is printed below in one line; why it is not ready is in the answer; and the agent's base class talks.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter(typeof(SiloAgent).FullName, LogLevel.Warning);
        if (builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) is null && builder.WebHost.GetSetting(WebHostDefaults.HttpPortsKey) is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        builder.AddServiceDefaults();
        builder.AddOrleansDefaults();
        builder.UseOrleans();
        builder.Services.AddSlotNode();
        builder.Services.AddHealthChecks().AddCheck<SlotReadiness>("slot");
        var app = builder.Build();
        app.MapHealthEndpoints();
        return app;
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("The silo cannot start: " + message);
        return code;
    }
}
