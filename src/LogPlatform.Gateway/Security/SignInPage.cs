using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace LogPlatform.Gateway.Security;

/// <summary>Where people start a session. As metadata of a page: whoever comes without a session is led there, instead of being told 401.</summary>
/// <param name="path">Where that is.</param>
internal sealed class SignInPage(string path)
{
    /// <summary>The name of the parameter that says where to go after it.</summary>
    public const string ReturnParameter = "return";

    /// <summary>The name of the parameter that says why the last attempt was refused, an HTTP status.</summary>
    public const string RefusedParameter = "refused";

    /// <summary>Where that is.</summary>
    public string Path { get; } = path;

    /// <summary>The page that a request is led to; null when it is not one for a page.</summary>
    public static SignInPage? Of(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && !http.WebSockets.IsWebSocketRequest ? http.GetEndpoint()?.Metadata.GetMetadata<SignInPage>() : null;

    /// <summary>Whether a browser shows the answer to a person.</summary>
    public static bool IsForPeople(HttpRequest request) => request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>A way back that stays on this server: what looks like another is the start page.</summary>
    public static string ReturnTo(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>The address, with the way back to what was asked for.</summary>
    public string For(HttpRequest request) => Path + new QueryBuilder { { ReturnParameter, request.Path + request.QueryString } };

    /// <summary>The address after an attempt that was refused.</summary>
    public string After(int status, string? returnTo) => Path + new QueryBuilder
    {
        { RefusedParameter, status.ToString(CultureInfo.InvariantCulture) },
        { ReturnParameter, ReturnTo(returnTo) },
    };
}
