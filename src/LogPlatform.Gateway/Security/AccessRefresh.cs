using LogPlatform.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Security;

/// <summary>
/// Reads the keys and sessions that other gateways have changed: every second, so that what was revoked there ends here, and for whoever brings one that is not known here yet.
/// However many come, it is read ten times a second at most.
/// </summary>
internal sealed partial class AccessRefresh(IDocuments documents, KeyRing keys, SessionTable sessions, TimeProvider time, ILogger<AccessRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private TaskCompletionSource _asked = New();
    private TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for a look that begins from now on.</summary>
    /// <returns>False, at once, when nobody else can have changed anything.</returns>
    /// <exception cref="IOException">They cannot be read now.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!documents.AreShared)
        {
            return false;
        }

        Task<bool> next;
        lock (_lock)
        {
            _asked.TrySetResult();
            next = _next.Task;
        }

        return await next.WaitAsync(cancellationToken) ? true : throw new IOException("The keys of the other gateways cannot be read.");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wasRead = true;
        while (documents.AreShared)
        {
            await Task.WhenAny(_asked.Task, Task.Delay(Interval, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
            var waiting = TakeWaiting();
            var isRead = await Task.Run(() => TryRead(wasRead), stoppingToken);
            waiting.SetResult(isRead);
            wasRead = isRead;
            await Task.Delay(Spacing, time, stoppingToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Before the read: who asks during it waits for the one behind it.
    private TaskCompletionSource<bool> TakeWaiting()
    {
        lock (_lock)
        {
            var waiting = _next;
            (_asked, _next) = (New(), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            return waiting;
        }
    }

    private bool TryRead(bool wasRead)
    {
        try
        {
            keys.Refresh();
            sessions.Refresh();
            return true;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            if (wasRead)
            {
                LogAccessRefreshError(error.Message);
            }

            return false;
        }
    }

    [LoggerMessage(EventId = 2005, EventName = "AccessRefreshError", Level = LogLevel.Warning, Message = "Keys and sessions of other gateways cannot be read; those that are known stay valid: {Error}")]
    private partial void LogAccessRefreshError(string error);
}
