using System.Net;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>Counts failed log-ins by address and refuses more than a few in a window. Its memory is bounded. Thread-safe.</summary>
internal sealed class LoginThrottle(IOptions<SecurityOptions> options, TimeProvider time)
{
    private const int MaxAddresses = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Failures> _failures = [];

    /// <summary>Whether this address may try again; otherwise after how long.</summary>
    public bool MayTry(IPAddress address, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        lock (_lock)
        {
            if (!_failures.TryGetValue(address, out var failures) || failures.Count < options.Value.MaxFailedLogins)
            {
                return true;
            }

            retryAfter = options.Value.FailedLoginWindow - time.GetElapsedTime(failures.Since);
            if (retryAfter > TimeSpan.Zero)
            {
                return false;
            }

            _failures.Remove(address);
            return true;
        }
    }

    /// <summary>Notes a log-in with a wrong key.</summary>
    public void OnFailed(IPAddress address)
    {
        lock (_lock)
        {
            if (_failures.Count >= MaxAddresses)
            {
                Forget_NeedsLock();
            }

            var now = time.GetTimestamp();
            var known = _failures.TryGetValue(address, out var failures) && time.GetElapsedTime(failures.Since, now) < options.Value.FailedLoginWindow;
            _failures[address] = known ? failures with { Count = failures.Count + 1 } : new Failures(1, now);
        }
    }

    // Whoever commands that many addresses is not held by counting them; memory comes first.
    private void Forget_NeedsLock()
    {
        foreach (var (address, failures) in _failures)
        {
            if (time.GetElapsedTime(failures.Since) >= options.Value.FailedLoginWindow)
            {
                _failures.Remove(address);
            }
        }

        if (_failures.Count >= MaxAddresses)
        {
            _failures.Clear();
        }
    }

    private readonly record struct Failures(int Count, long Since);
}
