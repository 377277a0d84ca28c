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

    // In order means that the grains move and the others are told. A silo holds nothing that would be lost otherwise.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromSeconds(15);

    /// <summary>Runs until a signal ends it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var app = Build(args);
            var stopping = new TaskCompletionSource();
            app.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
            var run = RunAsync(app, stopping.Task);
            if (await Task.WhenAny(run, GiveUpAsync(stopping.Task)) == run)
            {
                await run;
                return 0;
            }

            // Without its store Orleans tries for ever to say that it leaves.
            Console.Error.WriteLine("The silo could not stop in order.");
            return Unavailable;
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

    private static async Task RunAsync(WebApplication app, Task stopping)
    {
        await using (app)
        {
            await app.StartAsync();
            await stopping;
            await app.StopAsync();
        }
    }

    private static async Task GiveUpAsync(Task stopping)
    {
        await stopping;
        await Task.Delay(GiveUpLimit, TimeProvider.System);
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
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

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
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
