using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>The log-ins of browsers. They live in memory: a restart ends them, and so does revoking the key. Thread-safe.</summary>
internal sealed class SessionTable
{
    private const int TokenBytes = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();
    private readonly SecurityOptions _options;
    private readonly TimeProvider _time;

    public SessionTable(KeyRing keys, IOptions<SecurityOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        keys.Revoked += End;
    }

    /// <summary>Starts a session of the holder of <paramref name="key"/> and returns its token, 256 random bits. It ends with the key at the latest.</summary>
    public string Start(ApiKey key)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var hash = Hash(token);
        lock (_lock)
        {
            RemoveExpired_NeedsLock();
            while (_sessions.Count >= _options.MaxSessions && _oldestFirst.TryDequeue(out var oldest))
            {
                _sessions.Remove(oldest);
            }

            var expires = _time.GetUtcNow() + _options.SessionLifetime;
            _sessions.Add(hash, new Session(key, key.ExpiresAt is { } end && end < expires ? end : expires));
            _oldestFirst.Enqueue(hash);
        }

        return token;
    }

    /// <summary>The key that started a session which has not ended, and what the session is called: not its token, and of no use without it.</summary>
    public bool TryFind(string token, [NotNullWhen(true)] out ApiKey? key, out string name)
    {
        // Looking up the hash instead of the token leaves nothing to learn from how long a comparison takes.
        name = Hash(token);
        lock (_lock)
        {
            key = _sessions.TryGetValue(name, out var session) && session.Expires > _time.GetUtcNow() ? session.Key : null;
            return key is not null;
        }
    }

    /// <summary>Whether the session of that name has not ended.</summary>
    public bool IsOpen(string name)
    {
        lock (_lock)
        {
            return _sessions.TryGetValue(name, out var session) && session.Expires > _time.GetUtcNow();
        }
    }

    /// <summary>Ends one session.</summary>
    public void EndOne(string token)
    {
        lock (_lock)
        {
            _sessions.Remove(Hash(token));
        }
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    private void End(string keyId)
    {
        lock (_lock)
        {
            foreach (var (hash, session) in _sessions)
            {
                if (session.Key.Id == keyId)
                {
                    _sessions.Remove(hash);
                }
            }
        }
    }

    // All sessions last equally long but those of keys that expire, which may stay here until the ones before them are over: they are not found any more.
    private void RemoveExpired_NeedsLock()
    {
        var now = _time.GetUtcNow();
        while (_oldestFirst.TryPeek(out var oldest) && (!_sessions.TryGetValue(oldest, out var session) || session.Expires <= now))
        {
            _sessions.Remove(_oldestFirst.Dequeue());
        }
    }

    private sealed record Session(ApiKey Key, DateTimeOffset Expires);
}
