using System.Diagnostics;
using System.Globalization;

namespace LogPlatform.LoadHarness;

/// <summary>What is on disk after a case, and how long questions to it take.</summary>
internal static class SearchReport
{
    private static readonly (string Name, string Path)[] Questions =
    [
        ("full scan for a phrase that is nowhere", "api/v1/search?q=%22no%20such%20phrase%20anywhere%22&from=2000-01-01T00:00:00Z&limit=10"),
        ("histogram over everything", "api/v1/histogram?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&buckets=60"),
        ("histogram of severity >= ERROR", "api/v1/histogram?q=severity%20%3E%3D%20ERROR&from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&buckets=60"),
    ];

    public static async Task PrintAsync(Platform platform, LoadCase load, long records)
    {
        // The JSON form is that of our own answers, without white space and without absent fields.
        var sample = (await platform.GetAsync("api/v1/search?from=2000-01-01T00:00:00Z&limit=1000")).GetProperty("records");
        var json = (double)sample.GetRawText().Length / sample.GetArrayLength();
        var stored = (double)platform.DiskBytes("store") / records;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{load.Name}: {records} records; store {platform.DiskBytes("store") / 1048576.0:0.0} MiB, {stored:0.0} B a record; as JSON {json:0} B a record: {json / stored:0.0} times smaller; journal {platform.DiskBytes("journal") / 1048576.0:0} MiB\n"));
        foreach (var (name, path) in Questions)
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var before = (await platform.UsageAsync())[0].CpuSeconds;
                started = Stopwatch.GetTimestamp();
                var answer = await platform.GetAsync(path);
                var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                times.Add(wall);
                if (i == 4)
                {
                    var cpu = (await platform.UsageAsync())[0].CpuSeconds - before;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times.Order().ElementAt(2):0} ms wall, last {cpu:0.00} CPU s; {(answer.TryGetProperty("stats", out var stats) ? stats.ToString() : string.Empty)}"));
                }
            }
        }

        Console.WriteLine();
    }
}
