using System.Globalization;
using System.Text;

namespace LogPlatform.LoadHarness;

/// <summary>Seeded RFC 5424 lines of about 256 bytes, as an application behind a syslog daemon sends them.</summary>
internal sealed class SyslogCorpus(int seed)
{
    private static readonly string[] Apps = ["nginx", "sshd", "postfix/smtp", "kernel", "haproxy"];
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE"];
    private readonly Random _random = new(seed);
    private DateTimeOffset _time = DateTimeOffset.UnixEpoch.AddYears(55);

    /// <summary>So many lines, each ended by a newline.</summary>
    public byte[] Lines(int count)
    {
        var text = new StringBuilder(count * 260);
        for (var i = 0; i < count; i++)
        {
            _time = _time.AddMilliseconds(_random.Next(1, 20));
            text.Append(CultureInfo.InvariantCulture, $"<{_random.Next(8, 190)}>1 {_time:yyyy-MM-ddTHH:mm:ss.ffffffZ} node-{_random.Next(1, 20):00} {Apps[_random.Next(Apps.Length)]} {_random.Next(300, 9000)} - - ");
            text.Append(CultureInfo.InvariantCulture, $"10.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)} {Verbs[_random.Next(4)]} /api/v2/orders/{_random.Next(1_000_000)}/items?page={_random.Next(50)} {200 + (_random.Next(5) * 100)} {_random.Next(100_000)} ");
            text.Append(CultureInfo.InvariantCulture, $"\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\" rt={_random.Next(10_000) / 1000.0:0.000} upstream=backend-{_random.Next(9)} request_id={_random.NextInt64():x16}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
