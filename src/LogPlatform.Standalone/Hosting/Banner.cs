using System.Text;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Files;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>What a person sees when the program is ready. Scripts wait for the line that begins with <c>Ready</c>.</summary>
internal static class Banner
{
    private const string KeyFileName = "operator.key";

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
            PrintLogin(services, data, $"http://{control}");
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

    private static void PrintLogin(IServiceProvider services, string data, string control)
    {
        if (services.GetRequiredService<IOptions<SecurityOptions>>().Value.Open)
        {
            Console.WriteLine("  keys          none asked for (--open): for a trial on this machine only");
            return;
        }

        var file = Path.Combine(data, KeyFileName);
        if (services.GetRequiredService<KeyRing>().CreateFirstOperatorKey() is { } secret)
        {
            DurableFile.Replace(file, Encoding.ASCII.GetBytes(secret + '\n'));
            Console.WriteLine($"  log in        {control}/login?key={secret}");
        }

        Console.WriteLine(File.Exists(file)
            ? $"  operator key  in {file}, readable by you only"
            : "  operator key  as made before; the file that held it is gone");
    }
}
