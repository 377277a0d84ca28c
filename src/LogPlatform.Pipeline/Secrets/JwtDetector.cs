using System.Buffers;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// JSON Web Tokens in compact form (RFC 7519, RFC 7515, RFC 7516): a header that is a JSON object, so that its Base64 begins with <c>eyJ</c>, and
/// what follows it behind dots. A token that was cut off behind its payload is found as well.
/// </summary>
internal sealed class JwtDetector : SecretDetector
{
    private const int LeastHeader = 10;

    private static readonly SearchValues<byte> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="u8);

    public override SecretKinds Kind => SecretKinds.Jwt;

    public override string Name => "jwt";

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (0, 0);
        for (var at = from; at < text.Length;)
        {
            var header = text[at..].IndexOf("eyJ"u8);
            if (header < 0)
            {
                return false;
            }

            start = at + header;
            end = PartEnd(text, start);
            if (end - start >= LeastHeader && At(text, end) == '.')
            {
                var payload = end + 1;
                end = PartEnd(text, payload);
                var parts = 2;
                for (; parts < 5 && At(text, end) == '.' && (parts == 2 || PartEnd(text, end + 1) > end + 1); parts++)
                {
                    end = PartEnd(text, end + 1);
                }

                // An encrypted token may have an empty second part; a signed one may have an empty third.
                if (parts > 2 || text[payload..end].StartsWith("eyJ"u8))
                {
                    return true;
                }
            }

            at = Math.Max(start + 3, end);
        }

        return false;
    }

    private static int PartEnd(ReadOnlySpan<byte> text, int at)
    {
        var length = at < text.Length ? text[at..].IndexOfAnyExcept(Base64Url) : 0;
        return length < 0 ? text.Length : at + length;
    }
}
