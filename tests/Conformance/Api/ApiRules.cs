using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>What the API does, whatever the edition and whichever of its gateways is asked.</summary>
public abstract class ApiRules(PlatformUnderTest platform) : IAsyncLifetime
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected IPlatform One => platform.One;

    private protected IPlatform Other => platform.Other;

    private protected IPlatform[] Both => [One, Other];

    private protected DeploymentApi Deployments => new(One);

    public async ValueTask InitializeAsync() => await platform.EnsureStartedAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected string NewName() => platform.NewName();

    private protected static Task<ApiAnswer> GetAsync(IPlatform at, string path) => SendAsync(HttpMethod.Get, new Uri(at.Http.BaseAddress!, path), at.Key);

    private protected static Task<ApiAnswer> PostAsync(IPlatform at, string path, object? body = null) =>
        SendAsync(HttpMethod.Post, new Uri(at.Http.BaseAddress!, path), at.Key, body is null ? null : JsonContent(body));

    private protected static HttpContent JsonContent(object body) => new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), new MediaTypeHeaderValue("application/json"));

    /// <summary>Sends bytes to a way in.</summary>
    private protected static Task<ApiAnswer> IngestAsync(IPlatform at, string path, byte[] body, string? type, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return SendAsync(HttpMethod.Post, new Uri(at.Otlp, path), at.Key, content, headers);
    }

    /// <summary>Sends lines of JSON, each with the attribute <c>run</c>, and asserts that they are taken.</summary>
    private protected static async Task IngestLinesAsync(IPlatform at, string run, string service, params object[] records)
    {
        var lines = records.Select(record => JsonSerializer.SerializeToNode(record)!.AsObject()).Select(line =>
        {
            line["run"] = run;
            return line.ToJsonString();
        });
        var answer = await IngestAsync(at, $"ingest?service={service}", Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson");
        answer.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private protected static async Task<ApiAnswer> SendAsync(HttpMethod method, Uri address, string? key, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(request, Cancel);
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    /// <summary>A key made for a test.</summary>
    private protected async Task<(string Id, string Secret)> MakeKeyAsync(string role)
    {
        var made = (await PostAsync(One, "api/v1/keys", new { name = NewName(), role })).ShouldBe(System.Net.HttpStatusCode.Created);
        return (made["key"].GetProperty("id").GetString()!, made["secret"].GetString()!);
    }

    /// <summary>The facts of the audit log.</summary>
    private protected static async Task<IReadOnlyList<(string Actor, string Action, string Subject, string Reason)>> FactsAsync(IPlatform at) =>
    [
        .. (await GetAsync(at, "api/v1/audit?limit=1000"))["entries"].EnumerateArray().Select(entry => entry.GetProperty("fact"))
            .Select(fact => (Text(fact, "actor"), Text(fact, "action"), Text(fact, "subject"), Text(fact, "reason"))),
    ];

    private static string Text(JsonElement fact, string member) => fact.GetProperty(member).GetString()!;
}
