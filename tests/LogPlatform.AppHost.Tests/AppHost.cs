namespace LogPlatform.AppHost.Tests;

/// <summary>The AppHost as <c>dotnet run</c> starts it, with plain processes, a folder of its own and passwords that nobody has to remember.</summary>
internal static class AppHost
{
    /// <summary>What is random in the operator key.</summary>
    public const string Secret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    /// <summary>The whole key.</summary>
    public const string OperatorKey = "lp_operator_" + Secret;

    /// <summary>Makes one that can be looked at, or started without the dashboard.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(string data, params string[] arguments) =>
        CreateAsync(data, withDashboard: false, arguments);

    /// <summary>Makes one that can be looked at or started.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(string data, bool withDashboard, params string[] arguments) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.LogPlatform_AppHost>(
            [
                "--Data", data,
                "--Containers", "false",
                "--Parameters:operator-key", Secret,
                "--Parameters:redis-password", "redis" + Secret,
                "--Parameters:postgres-password", "postgres" + Secret,
                .. arguments,
            ],
            (options, _) => options.DisableDashboard = !withDashboard,
            TestContext.Current.CancellationToken);
}
