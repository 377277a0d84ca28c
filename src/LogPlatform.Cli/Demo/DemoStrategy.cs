namespace LogPlatform.Cli.Demo;

/// <summary>How the demo deploys: as one would, but in a hurry and on a machine that does everything at once.</summary>
internal static class DemoStrategy
{
    /// <summary>Name of the file.</summary>
    public const string Name = "strategy.json";

    /// <summary>The file: what differs from the defaults.</summary>
    public const string Json =
        """
        {
          "dwell": "00:00:01",
          "minUnits": 20,
          "minRecords": 2000,
          "validationLimit": "00:00:45",
          "bakeTime": "00:00:03",
          "bakeLimit": "00:01:00",
          "latencyRatio": 2,
          "cpuRatio": 2,
          "headRoom": 1.1,
          "errorTolerance": 0.005
        }

        """;
}
