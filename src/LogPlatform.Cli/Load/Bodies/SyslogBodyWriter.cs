using System.Buffers.Text;
using System.Globalization;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>RFC 5424 messages with octet counting (RFC 6587); run and number are structured data.</summary>
internal sealed class SyslogBodyWriter(int seed) : LineBodyWriter(seed)
{
    /// <summary>Id of the structured data: a name and the example enterprise number of RFC 5612.</summary>
    public const string DataId = "load@32473";

    private const int LocalFacility = 16;

    /// <inheritdoc/>
    public override string ContentType => "text/plain";

    /// <inheritdoc/>
    protected override RecordTemplate Render(SampleRecord sample, string runId, string padding)
    {
        // RFC 5424 severities: 3 error, 4 warning, 6 informational, 7 debug.
        var severity = sample.Severity switch { >= 17 => 3, >= 13 => 4, >= 9 => 6, _ => 7 };
        var priority = ((LocalFacility * 8) + severity).ToString(CultureInfo.InvariantCulture);
        var line = new TemplateWriter().Raw("<" + priority + ">1 ").Time(TimeText.Rfc3339Width);
        line.Raw($" node-01 {sample.Service} 1 {sample.Scope} [{DataId} run=\"{runId}\" seq=\"").Number().Raw("\"] "u8).Varying(sample.Body);
        foreach (var attribute in sample.Attributes)
        {
            if (attribute.Text is { } text && !text.Contains(' ', StringComparison.Ordinal))
            {
                line.Raw(" " + attribute.Name + "=").Varying(text);
            }
        }

        return (padding.Length > 0 ? line.Raw(" " + padding) : line).ToTemplate(sample);
    }

    /// <inheritdoc/>
    protected override int WriteFrame(Span<byte> destination, int length)
    {
        Utf8Formatter.TryFormat(length, destination, out var digits);
        destination[digits] = (byte)' ';
        return digits + 1;
    }
}
