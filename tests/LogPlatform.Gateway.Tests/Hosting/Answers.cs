using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>Sends what people and pipelines send, and reads what they are told.</summary>
internal static class Answers
{
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path, TestGateway.Token);

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, string path, string? json = null) =>
        client.PostAsync(path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), TestGateway.Token);

    /// <summary>The body of an answer that must have this status.</summary>
    public static async Task<JsonElement> ShouldBeAsync(this Task<HttpResponseMessage> sent, HttpStatusCode status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync(TestGateway.Token);
        response.StatusCode.ShouldBe(status, text);
        if ((int)status >= 400)
        {
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }

        if (status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
        {
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        }

        return JsonDocument.Parse(text).RootElement;
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;

    public static string[] Errors(this JsonElement answer) => [.. answer.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)];
}
