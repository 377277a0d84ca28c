using LogPlatform.Core.Time;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Query;

/// <summary>A histogram as JSON.</summary>
internal sealed class HistogramAnswer(HistogramResult result, Question question) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType.Json;
        await using var json = HitJson.Writer(httpContext.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("from"u8, Rfc3339.Format(result.FromUnixNano));
        json.WriteString("to"u8, Rfc3339.Format(question.ToUnixNano));
        json.WriteNumber("bucketSeconds"u8, result.BucketNanos / 1e9);
        json.WriteStartArray("series"u8);
        foreach (var series in result.Series)
        {
            json.WriteStartObject();
            json.WriteString("value"u8, series.Value);
            json.WriteStartArray("counts"u8);
            foreach (var count in series.Counts)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        HitJson.WriteStats(json, result.Stats);
        json.WriteEndObject();
    }
}
