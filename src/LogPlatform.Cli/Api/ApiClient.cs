using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Api;

/// <summary>The client of the control and query API. Every failure is a <see cref="CommandFailedException"/> that says what to do.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _hasKey;

    /// <summary>Creates a client.</summary>
    /// <param name="address">The control address.</param>
    /// <param name="key">The API key; null when there is none.</param>
    public ApiClient(Uri address, string? key)
    {
        Address = address;
        _hasKey = key is not null;
        _http = HttpSetup.CreateClient(key, connections: 4);
    }

    /// <summary>The control address.</summary>
    public Uri Address { get; }

    /// <summary>Gets a JSON document.</summary>
    public Task<JsonDocument> GetAsync(string path, ApiQuery query, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, query, null, cancellationToken);

    /// <summary>Sends a request with an optional JSON body and reads the JSON answer; an empty answer is an empty object.</summary>
    public async Task<JsonDocument> SendAsync(HttpMethod method, string path, ApiQuery query, object? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));
        if (content is not null)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await SendCoreAsync(method, path, query, content, null, cancellationToken);
        return await ReadDocumentAsync(response, Resolve(path, query), cancellationToken);
    }

    /// <summary>Gets a document of the platform's own types.</summary>
    public Task<Answer<T>> GetAsync<T>(string path, ApiQuery query, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Get, path, query, null, cancellationToken);

    /// <summary>Sends a request with an optional JSON body and reads the answer as one of the platform's own types.</summary>
    public async Task<Answer<T>> SendAsync<T>(HttpMethod method, string path, ApiQuery query, object? body, CancellationToken cancellationToken)
        where T : class
    {
        using var document = await SendAsync(method, path, query, body, cancellationToken);
        return Understand<T>(document.RootElement, Resolve(path, query));
    }

    /// <summary>Gets the list that is a member of a document.</summary>
    public async Task<Answer<List<T>>> ListAsync<T>(string path, ApiQuery query, string member, CancellationToken cancellationToken)
    {
        using var document = await GetAsync(path, query, cancellationToken);
        return Understand<List<T>>(document.RootElement.Member(member), Resolve(path, query));
    }

    /// <summary>Sends content that is not JSON, and waits for the server's consent before its bytes.</summary>
    /// <returns>The answer, and whether it says that something new was made.</returns>
    public async Task<(Answer<T> Answer, bool IsNew)> UploadAsync<T>(string path, HttpContent content, CancellationToken cancellationToken)
        where T : class
    {
        var query = new ApiQuery();
        using var response = await SendCoreAsync(HttpMethod.Post, path, query, content, null, cancellationToken);
        using var document = await ReadDocumentAsync(response, Resolve(path, query), cancellationToken);
        return (Understand<T>(document.RootElement, Resolve(path, query)), response.StatusCode == HttpStatusCode.Created);
    }

    /// <summary>Gets a text.</summary>
    public async Task<string> GetTextAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(path, new ApiQuery(), accept, cancellationToken);
        try
        {
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ApiFailure.Unreachable(Address, e);
        }
    }

    /// <summary>Opens a streamed answer. Dispose the response. Reading it may throw <see cref="IOException"/> when the connection breaks.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, ApiQuery query, string accept, CancellationToken cancellationToken) =>
        SendCoreAsync(HttpMethod.Get, path, query, content: null, accept, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendCoreAsync(
        HttpMethod method, string path, ApiQuery query, HttpContent? content, string? accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Resolve(path, query)) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept ?? "application/json"));

        // Half a gigabyte must not be on its way before the server has looked at the key.
        request.Headers.ExpectContinue = content is not (null or ByteArrayContent);

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ApiFailure.Unreachable(Address, e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ApiFailure.OfAsync(response, _hasKey, query.Filter, cancellationToken);
        }
    }

    private async Task<JsonDocument> ReadDocumentAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        }
        catch (JsonException e)
        {
            throw ApiFailure.NotUnderstood(address, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ApiFailure.Unreachable(Address, e);
        }
    }

    private static Answer<T> Understand<T>(JsonElement element, Uri address)
        where T : class
    {
        try
        {
            return element.ValueKind != JsonValueKind.Undefined && element.Deserialize<T>(JsonSerializerOptions.Web) is { } value
                ? new Answer<T>(element.Clone(), value)
                : throw new JsonException("what was asked for is not in it");
        }
        catch (JsonException e)
        {
            throw ApiFailure.NotUnderstood(address, e);
        }
    }

    private Uri Resolve(string path, ApiQuery query) => new(Address, path + query);
}
