using LogPlatform.Gateway.Rewinds;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>One run of what carries rehearsals and rewinds out, for a host in which that is now and then, and elsewhere at other times.</summary>
public sealed class JobEngine : IAsyncDisposable
{
    private readonly RewindService _rewinds;
    private readonly RehearsalService _rehearsals;

    /// <param name="services">A container with the services of validation and the ports.</param>
    public JobEngine(IServiceProvider services)
    {
        _rewinds = ActivatorUtilities.CreateInstance<RewindService>(services);
        _rehearsals = ActivatorUtilities.CreateInstance<RehearsalService>(services);
    }

    /// <summary>The rewinds that ever were.</summary>
    public IRewinds Rewinds => _rewinds;

    /// <summary>The rehearsals of this run.</summary>
    public IRehearsals Rehearsals => _rehearsals;

    /// <summary>Goes on with a rewind that is stored as running.</summary>
    /// <exception cref="IOException">What is stored cannot be read.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _rewinds.StartAsync(cancellationToken);

    /// <summary>Stops both; a rewind stays as it is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        await _rewinds.StopAsync(CancellationToken.None);
        _rewinds.Dispose();
        await _rehearsals.DisposeAsync();
    }
}
