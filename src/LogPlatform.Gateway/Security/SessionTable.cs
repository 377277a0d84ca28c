using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using LogPlatform.Core.Ports;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>The log-ins of browsers, valid at every gateway and over restarts. They end with their key. Thread-safe.</summary>
internal sealed class SessionTable
{
    private const int TokenBytes = 32;

    private readonly SharedIndex<Session> _sessions;
    private readonly KeyRing _keys;
    private readonly SecurityOptions _options;
    private readonly TimeProvider _time;

    public SessionTable(IDocuments documents, KeyRing keys, IOptions<SecurityOptions> options, TimeProvider time)
    {
        _sessions = new SharedIndex<Session>(documents, "sessions", SecurityJson.Default.SessionArray, static session => session.Name);
        (_keys, _options, _time) = (keys, options.Value, time);
    }

    /// <summary>Starts a session of the holder of <paramref name="key"/> and returns its token, 256 random bits. It ends with the key at the latest.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public string Start(ApiKey key)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var expires = _time.GetUtcNow() + _options.SessionLifetime;
        var session = new Session(Hash(token), key.Id, key.Sha256, (key.ExpiresAt is { } end && end < expires ? end : expires).ToUnixTimeMilliseconds());
        return _sessions.Change<string>(sessions => ([.. sessions.Where(other => other.Name != session.Name && KeyOf(other) is not null).TakeLast(_options.MaxSessions - 1), session], token));
    }

    /// <summary>The key that started a session which has not ended, and what the session is called: not its token, and of no use without it.</summary>
    public bool TryFind(string token, [NotNullWhen(true)] out ApiKey? key, out string name)
    {
        // Looking up the hash instead of the token leaves nothing to learn from how long a comparison takes.
        name = Hash(token);
        key = KeyOf(_sessions.Find(name));
        return key is not null;
    }

    /// <summary>Whether the session of that name has not ended.</summary>
    public bool IsOpen(string name) => KeyOf(_sessions.Find(name)) is not null;

    /// <summary>Ends one session.</summary>
    /// <exception cref="IOException">It could not be written; the session goes on.</exception>
    public void EndOne(string token)
    {
        var name = Hash(token);
        _sessions.Change<bool>(sessions => sessions.Any(session => session.Name == name) ? ([.. sessions.Where(session => session.Name != name)], true) : (null, false));
    }

    /// <summary>Reads what other gateways have changed.</summary>
    /// <exception cref="IOException">The sessions cannot be read.</exception>
    public void Refresh() => _sessions.Refresh();

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    private ApiKey? KeyOf(Session? session) =>
        session is not null && session.ExpiresUnixMilliseconds > _time.GetUtcNow().ToUnixTimeMilliseconds() && _keys.Find(session.KeyId) is { } key && key.Sha256 == session.KeySha256
            ? key
            : null;
}
