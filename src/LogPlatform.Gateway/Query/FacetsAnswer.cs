using LogPlatform.Gateway.Ingest;
using LogPlatform.Storage.Query;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Query;

/// <summary>Facets as JSON.</summary>
internal sealed class FacetsAnswer(FacetResult result) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaType.Json;
        await using var json = HitJson.Writer(httpContext.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("facets"u8);
        foreach (var facet in result.Facets)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, facet.Field.ToString());
            json.WriteStartArray("values"u8);
            foreach (var value in facet.Values)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, value.Text);
                json.WriteNumber("count"u8, value.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("others"u8, facet.Others);
            json.WriteNumber("missing"u8, facet.Missing);
            json.WriteBoolean("isExact"u8, facet.IsExact);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        HitJson.WriteStats(json, result.Stats);
        json.WriteEndObject();
    }
}
