using LogPlatform.Gateway.Deployments.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Deployments;

/// <summary>One run of the deployment controller, from the moment when it takes up what is stored to the moment when it leaves it to the next, which may be elsewhere.</summary>
public sealed class DeploymentEngine : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly DeploymentController _controller;
    private readonly WebhookNotifier _notifier;

    /// <param name="services">A container with <see cref="DeploymentExtensions.AddLogPlatformDeploymentEngine"/> and the ports.</param>
    public DeploymentEngine(IServiceProvider services)
    {
        _scope = services.CreateAsyncScope();
        _controller = _scope.ServiceProvider.GetRequiredService<DeploymentController>();
        _notifier = ActivatorUtilities.CreateInstance<WebhookNotifier>(_scope.ServiceProvider);
    }

    /// <summary>The controller.</summary>
    public IDeployments Deployments => _controller;

    /// <summary>Takes up the last deployment where it was left.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _controller.StartAsync(cancellationToken);
        await _notifier.StartAsync(cancellationToken);
    }

    /// <summary>Leaves the deployment as it is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        await _notifier.StopAsync(CancellationToken.None);
        await _controller.StopAsync(CancellationToken.None);
        _notifier.Dispose();
        await _scope.DisposeAsync();
    }
}
