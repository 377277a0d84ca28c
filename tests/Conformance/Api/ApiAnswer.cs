using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string? Type, byte[] Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    /// <summary>A member of the answer.</summary>
    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>Asserts the status, and that a refusal of the control API is a problem with words.</summary>
    public ApiAnswer ShouldBe(HttpStatusCode status, string? what = null)
    {
        Status.ShouldBe(status, $"{what} {Text}");
        if (status >= HttpStatusCode.BadRequest)
        {
            Type.ShouldBe("application/problem+json", what);
            this["status"].GetInt32().ShouldBe((int)status, what);
            this["detail"].GetString().ShouldNotBeNullOrWhiteSpace(what);
        }

        return this;
    }
}
