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
        using var response = await SendCoreAsync(method, path, query, body, null, cancellationToken);
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        }
        catch (JsonException e)
        {
            throw ApiFailure.NotUnderstood(Resolve(path, query), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ApiFailure.Unreachable(Address, e);
        }
    }

    /// <summary>Opens a streamed answer. Dispose the response. Reading it may throw <see cref="IOException"/> when the connection breaks.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, ApiQuery query, string accept, CancellationToken cancellationToken) =>
        SendCoreAsync(HttpMethod.Get, path, query, null, accept, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendCoreAsync(
        HttpMethod method, string path, ApiQuery query, object? body, string? accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Resolve(path, query));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept ?? "application/json"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

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

    private Uri Resolve(string path, ApiQuery query) => new(Address, path + query);
}
