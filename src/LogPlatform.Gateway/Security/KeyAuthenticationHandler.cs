using System.Text.Encodings.Web;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>Authenticates by key or, in a browser, by the session that a key started.</summary>
internal sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    KeyRing keys,
    SessionTable sessions,
    AccessRefresh refresh,
    IOptions<SecurityOptions> security)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "LogPlatform";
    public const string CookieName = "logplatform-session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = Authenticate(out var mayBeNew);
        return mayBeNew && await refresh.NextAsync(Context.RequestAborted) ? Authenticate(out _) : result;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (SignInPage.Of(Context) is { } page)
        {
            Response.Redirect(page.For(Request));
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        var detail = ExpiredKey.Of(Context) is { } expired ? ExpiredKey.Say(expired)
            : security.Value.Open
            ? "Without keys, only requests to a loopback address that no other site's page sent are served."
            : "Log in with the link that the server printed at its first start, or send a key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.";
        return RefuseAsync(StatusCodes.Status401Unauthorized, detail);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // What the requirement said, if it said more than that the role is too small.
        var reason = Context.Items.TryGetValue(typeof(ForbiddenReason), out var said) ? said as string : null;
        return RefuseAsync(StatusCodes.Status403Forbidden, reason ?? "This key's role does not allow that.");
    }

    /// <param name="mayBeNew">Whether it names a key or a session that is not known here, and may be to another gateway.</param>
    private AuthenticateResult Authenticate(out bool mayBeNew)
    {
        mayBeNew = false;
        if (RequestKey.TryRead(Request, out var secret))
        {
            var state = keys.Look(secret, out var key);
            mayBeNew = state == KeyState.Unknown;
            if (state == KeyState.Expired)
            {
                ExpiredKey.Note(Context, key!);
            }

            return state == KeyState.Valid ? Success(key!, session: null) : AuthenticateResult.Fail("The key is unknown or has expired.");
        }

        if (Request.Cookies.TryGetValue(CookieName, out var token) && token is not null)
        {
            if (sessions.TryFind(token, out var holder, out var session))
            {
                return Success(holder, session);
            }

            mayBeNew = true;
        }

        return security.Value.Open && RequestOrigin.IsLocal(Request)
            ? AuthenticateResult.Success(new AuthenticationTicket(Caller.Create(SchemeName, "open mode", Role.Operator), SchemeName))
            : AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Success(ApiKey key, string? session) =>
        AuthenticateResult.Success(new AuthenticationTicket(Caller.Create(SchemeName, key, session), SchemeName));

    private async Task RefuseAsync(int status, string detail)
    {
        Response.StatusCode = status;
        Response.ContentType = MediaType.Problem;
        await Response.BodyWriter.WriteAsync(ProblemBody.Encode(status, detail), Context.RequestAborted);
    }
}
