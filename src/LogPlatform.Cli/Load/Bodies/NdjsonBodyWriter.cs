using System.Globalization;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>One JSON object a line, with the member names that most loggers use.</summary>
internal sealed class NdjsonBodyWriter(int seed) : LineBodyWriter(seed)
{
    /// <inheritdoc/>
    public override string ContentType => "application/x-ndjson";

    /// <inheritdoc/>
    protected override RecordTemplate Render(SampleRecord sample, string runId, string padding)
    {
        var line = new TemplateWriter().Raw("{\"time\":\""u8).Time(TimeText.Rfc3339Width).Raw("\","u8);
        line.Member("level", sample.SeverityName).Raw(","u8).Member("message", sample.Body).Raw(","u8).Member("service", sample.Service);
        line.Raw(",\"trace_id\":\""u8).Varying(new string('~', 32)).Raw("\",\"span_id\":\""u8).Varying(new string('~', 16)).Raw("\","u8);
        line.Member(RunAttribute, runId);
        foreach (var attribute in sample.Attributes)
        {
            line.Raw(","u8).Quoted(attribute.Name).Raw(":"u8);
            _ = attribute switch
            {
                { Text: { } text } => line.Quoted(text),
                { Real: { } real } => line.Raw(JsonTemplate.Real(real)),
                _ => line.Raw(attribute.Whole.ToString(CultureInfo.InvariantCulture)),
            };
        }

        if (padding.Length > 0)
        {
            line.Raw(","u8).Member("app.context", padding);
        }

        return line.Raw(",\"load.seq\":"u8).Number().Raw("}\n"u8).ToTemplate(sample);
    }
}
