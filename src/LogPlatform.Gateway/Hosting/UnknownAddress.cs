using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LogPlatform.Gateway.Hosting;

/// <summary>
/// Answers at addresses where there is nothing: a person by the host's page for that, a program by a problem, and a stranger by the question who that is. A page for every address
/// would answer for those as well that exist for another method.
/// </summary>
internal static class UnknownAddress
{
    private static readonly Endpoint Nothing = new(
        http => Problems.Unknown("There is nothing at this address.").ExecuteAsync(http), new EndpointMetadataCollection(new AuthorizeAttribute(Policies.Viewer)), "nothing at this address");

    /// <summary>After routing; before authorization, which would tell whoever may not do everything that it is forbidden.</summary>
    public static void UseUnknownAddress(this WebApplication app)
    {
        var all = ((IEndpointRouteBuilder)app).DataSources;
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is null)
            {
                var page = IsForPeople(http.Request) ? all.SelectMany(source => source.Endpoints).FirstOrDefault(IsPage) : null;
                http.SetEndpoint(page ?? Nothing);
            }

            return next(http);
        });
    }

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<UnknownAddressPageAttribute>() is not null;

    private static bool IsForPeople(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && SignInPage.IsForPeople(request) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
