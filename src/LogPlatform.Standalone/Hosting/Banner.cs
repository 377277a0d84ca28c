using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using LogPlatform.Standalone.Slots;

namespace LogPlatform.Standalone.Hosting;

/// <summary>What a person sees when the program is ready. Scripts wait for the line that begins with <c>Ready</c>.</summary>
internal static class Banner
{
    public static void Print(IServiceProvider services, string data)
    {
        var bound = services.GetRequiredService<BoundEndpoints>();
        var pointer = services.GetRequiredService<LocalRouter>().Current;
        var workers = services.GetRequiredService<LocalSlots>().At(pointer.Color)!.Nodes.Count;
        Console.WriteLine($"LogPlatform Standalone; data in {data}");
        Console.WriteLine($"  {pointer.Color} serves release {pointer.Release}, generation {pointer.Generation}, with {workers} workers");
        if (bound.Control is { } control)
        {
            Console.WriteLine($"  control page  http://{control}/");
            foreach (var line in services.GetRequiredService<FirstLogin>().Describe($"http://{control}"))
            {
                Console.WriteLine(line);
            }
        }

        if (bound.Otlp is { } otlp)
        {
            Console.WriteLine($"  OTLP/HTTP     http://{otlp}/v1/logs");
            Console.WriteLine($"  lines         http://{otlp}/ingest");
        }

        var syslog = string.Join(", ", new[] { (bound.SyslogTcp, "TCP"), (bound.SyslogUdp, "UDP") }
            .Where(listener => listener.Item1 is not null)
            .Select(listener => $"{listener.Item1} ({listener.Item2})"));
        if (syslog.Length > 0)
        {
            Console.WriteLine($"  syslog        {syslog}");
        }

        Console.WriteLine("Ready. Ctrl+C stops it gracefully.");
    }
}
