using System.Globalization;
using System.Net;
using LogPlatform.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>A browser's way in: a key starts a session, which a cookie that no script can read carries on.</summary>
internal sealed partial class LoginEndpoints(
    KeyRing keys,
    SessionTable sessions,
    AccessRefresh refresh,
    LoginThrottle throttle,
    IOptions<SecurityOptions> options,
    ILogger<LoginEndpoints> logger,
    SignInPage? page = null)
{
    private const int MaxForm = 4096;

    /// <summary>Maps <c>/login</c> and <c>/logout</c>.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/login", (HttpContext http, string? key) => LogInAsync(http, key, returnTo: null))
            .AllowAnonymous()
            .WithTags("Session")
            .WithSummary("Starts a browser session with a key and goes on to the page.")
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapPost("/login", (Delegate)LogInByFormAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/logout", LogOut).AllowAnonymous().ExcludeFromDescription();
    }

    private async Task<IResult> LogInByFormAsync(HttpContext http)
    {
        // Else another site's page could log the browser in as somebody else.
        if (!RequestOrigin.IsOurs(http.Request))
        {
            return TypedResults.Problem("This form is only accepted from the page itself.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxForm)
        {
            return TypedResults.Problem("A form with the field 'key' is expected.", statusCode: StatusCodes.Status400BadRequest);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await LogInAsync(http, form["key"], form[SignInPage.ReturnParameter]);
    }

    private async Task<IResult> LogInAsync(HttpContext http, string? secret, string? returnTo)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!throttle.MayTry(address, out var retryAfter))
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refuse(http, StatusCodes.Status429TooManyRequests, "Too many log-ins with a wrong key; try again later.", returnTo);
        }

        var state = keys.Look(secret, out var key);
        try
        {
            if (state == KeyState.Unknown && await refresh.NextAsync(http.RequestAborted))
            {
                state = keys.Look(secret, out key);
            }

            return Answer(http, address, state, key, returnTo);
        }
        catch (IOException)
        {
            return Refuse(http, StatusCodes.Status503ServiceUnavailable, StorageFaults.Away, returnTo);
        }
    }

    private IResult Answer(HttpContext http, IPAddress address, KeyState state, ApiKey? key, string? returnTo)
    {
        if (state != KeyState.Valid || key!.Role == Role.Ingest)
        {
            throttle.OnFailed(address);
            LoginFailed(logger, address);
            var detail = state == KeyState.Expired ? ExpiredKey.Say(key!) : "This key does not allow to log in.";
            return Refuse(http, StatusCodes.Status401Unauthorized, detail, returnTo);
        }

        http.Response.Cookies.Append(KeyAuthenticationHandler.CookieName, sessions.Start(key), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = options.Value.SessionLifetime,
        });
        SessionStarted(logger, key.Id, key.Role);
        return TypedResults.Redirect(SignInPage.ReturnTo(returnTo));
    }

    // A person is shown the form again; a program is told in its own way.
    private IResult Refuse(HttpContext http, int status, string detail, string? returnTo) =>
        page is not null && SignInPage.IsForPeople(http.Request)
            ? TypedResults.Redirect(page.After(status, returnTo))
            : TypedResults.Problem(detail, statusCode: status);

    private IResult LogOut(HttpContext http)
    {
        if (!RequestOrigin.IsOurs(http.Request))
        {
            return TypedResults.Problem("This is only accepted from the page itself.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (http.Request.Cookies.TryGetValue(KeyAuthenticationHandler.CookieName, out var token) && token is not null)
        {
            sessions.EndOne(token);
            http.Response.Cookies.Delete(KeyAuthenticationHandler.CookieName);
        }

        return page is not null && SignInPage.IsForPeople(http.Request) ? TypedResults.Redirect(page.Path) : TypedResults.NoContent();
    }
}
