using LogPlatform.Core.Ports;
using LogPlatform.Storage.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogPlatform.Gateway.Query;

/// <summary>The query API.</summary>
internal static class QueryExtensions
{
    public static IServiceCollection AddQueryApi(this IServiceCollection services)
    {
        services.AddOptions<QueryLimits>().BindConfiguration(QueryLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new QueryEngine(provider.GetRequiredService<IBlockCatalog>(), provider.GetService<QueryOptions>()));
        services.TryAddSingleton<QuerySlots>();
        services.TryAddSingleton<QueryEndpoints>();
        return services;
    }
}
