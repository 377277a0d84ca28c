using System.Text.Json;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>Reads what custom checks send. Whatever is not a clear word is none.</summary>
internal static class CustomReplyReader
{
    /// <summary>Most bytes of an answer.</summary>
    public const int MostBytes = 64 << 10;

    private const int MostMessage = 500;

    public static CustomAnswer Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(json, CustomJson.Default.CustomReply);
            var message = reply?.Message is { Length: > MostMessage } lengthy ? lengthy[..MostMessage] : reply?.Message ?? string.Empty;
            return reply?.Verdict switch
            {
                "pass" => new CustomAnswer(Verdict.Pass, message),
                "fail" => new CustomAnswer(Verdict.Fail, message),
                "inconclusive" => CustomAnswer.None(message),
                _ => CustomAnswer.None("the answer has no verdict of pass, fail or inconclusive"),
            };
        }
        catch (JsonException)
        {
            return CustomAnswer.None("the answer is not the JSON that was expected");
        }
    }

    /// <summary>Reads a stream to its end; null when it is longer than <see cref="MostBytes"/>.</summary>
    public static async Task<byte[]?> ReadBoundedAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read > MostBytes ? null : buffer[..read];
    }
}
