using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>Posts the question; the answer is the body of a 200.</summary>
internal sealed class WebhookProbe(HttpClient client, CustomCheckOptions options) : ICustomProbe
{
    public async Task<CustomAnswer> AskAsync(CustomQuestion question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = JsonContent.Create(question, CustomJson.Default.CustomQuestion) };
        foreach (var (name, value) in options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return CustomAnswer.None(string.Create(CultureInfo.InvariantCulture, $"the webhook answered {(int)response.StatusCode}"));
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = await CustomReplyReader.ReadBoundedAsync(body, cancellationToken);
            return bytes is null ? CustomAnswer.None("the webhook answered more than 64 KiB") : CustomReplyReader.Read(bytes);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return CustomAnswer.None($"the webhook cannot be reached: {failed.Message}");
        }
    }
}
