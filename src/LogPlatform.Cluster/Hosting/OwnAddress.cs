using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Security;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Hosting;

/// <summary>
/// A page lives in the gateway that made it. Where one address leads to any of several gateways, a browser that asks for a page there is sent on to the
/// address of the gateway that it happened upon.
/// </summary>
internal static class OwnAddress
{
    /// <summary>Sends browsers on, if that is configured; before routing.</summary>
    public static void UseOwnAddress(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ControlClusterOptions>>().Value.PagesAtOwnAddress)
        {
            return;
        }

        var bound = app.Services.GetRequiredService<BoundEndpoints>();
        app.Use((http, next) =>
        {
            var request = http.Request;
            if (!HttpMethods.IsGet(request.Method) || !SignInPage.IsForPeople(request) || bound.Control?.Port is not { } own || request.Host.Port == own)
            {
                return next(http);
            }

            http.Response.Redirect($"{request.Scheme}://{new HostString(request.Host.Host, own)}{request.Path}{request.QueryString}");
            return Task.CompletedTask;
        });
    }
}
