using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>Adds validation to a gateway of the cluster.</summary>
internal static class ClusterValidationExtensions
{
    /// <summary>Adds what <see cref="ValidationExtensions.AddLogPlatformValidation"/> does, with checks in grains and evidence from every gateway.</summary>
    public static IServiceCollection AddClusterValidation(this IServiceCollection services)
    {
        services.AddSingleton<IStageJudge, ClusterJudge>();
        services.AddSingleton<StageFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<StageFollower>());
        services.AddSingleton<IValidation, ClusterValidation>();
        return services.AddLogPlatformValidation();
    }
}
