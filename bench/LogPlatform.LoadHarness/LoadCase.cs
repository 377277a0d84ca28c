namespace LogPlatform.LoadHarness;

/// <summary>One shape of load.</summary>
/// <param name="Name">Its name on the command line and in the results.</param>
/// <param name="RecordsPerRequest">Records of one OTLP request, or lines of one write to the syslog socket.</param>
/// <param name="MebiBytes">How much one round sends.</param>
/// <param name="Connections">Parallel senders.</param>
/// <param name="RecordsPerSecond">The pace; 0 sends as fast as it is answered.</param>
/// <param name="IsSyslog">Lines of about 256 bytes over TCP instead of OTLP/HTTP.</param>
internal sealed record LoadCase(string Name, int RecordsPerRequest, int MebiBytes, int Connections, int RecordsPerSecond, bool IsSyslog)
{
    public static IReadOnlyList<LoadCase> All { get; } =
    [
        new("otlp-384k", 512, 384, 4, 0, false),
        new("otlp-16k", 20, 96, 8, 0, false),
        new("syslog-256", 512, 384, 4, 0, true),
        new("paced-10k", 512, 220, 1, 10_000, false),
    ];
}
