using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LogPlatform.Gateway.Security;

/// <summary>The keys that are accepted. Checking takes no lock; changes are written to disk before they count. Thread-safe.</summary>
public sealed class KeyRing
{
    private const string Prefix = "lp_";
    private const int IdLength = 8;
    private const int SecretBytes = 32;
    private const int SecretLength = 3 + IdLength + 1 + 43;
    private const int MaxKeys = 10_000;

    private readonly Lock _changing = new();
    private readonly KeyFile _file;
    private readonly TimeProvider _time;
    private readonly ApiKey? _configured;
    private FrozenDictionary<string, ApiKey> _keys;

    private KeyRing(KeyFile file, TimeProvider time, string? operatorKey)
    {
        _file = file;
        _time = time;
        _configured = operatorKey is null ? null : new ApiKey(operatorKey.Substring(Prefix.Length, IdLength), "configured operator", Role.Operator, Hash(operatorKey), time.GetUtcNow().ToUnixTimeSeconds());
        _keys = WithConfigured(file.Read()).ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
    }

    /// <summary>Raised after a key was revoked, with its id.</summary>
    internal event Action<string>? Revoked;

    /// <summary>
    /// Opens the keys of a data folder. <paramref name="operatorKey"/>, in the form of <see cref="SecurityOptions.OperatorKey"/>, is accepted as well, for as long as it is configured: it is not written down.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not a list of keys.</exception>
    public static KeyRing Open(string dataDirectory, TimeProvider time, string? operatorKey = null) => new(new KeyFile(Path.Combine(dataDirectory, "keys.json")), time, operatorKey);

    /// <summary>All keys, oldest first.</summary>
    public IReadOnlyList<ApiKey> List() =>
        [.. Volatile.Read(ref _keys).Values.OrderBy(key => key.CreatedUnixSeconds).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>Makes a key, which is accepted for <paramref name="lifetime"/> or, when that is null, for ever. The secret is in no file: this is the only time it is known.</summary>
    /// <exception cref="InvalidOperationException">There are 10,000 keys already.</exception>
    public (ApiKey Key, string Secret) Create(string name, Role role, TimeSpan? lifetime = null)
    {
        lock (_changing)
        {
            var drafted = Draft(name, role, lifetime);
            Add(drafted.Key);
            return drafted;
        }
    }

    /// <summary>A key that is not accepted before <see cref="Add"/>: so its id can be written down first.</summary>
    /// <exception cref="InvalidOperationException">There are 10,000 keys already.</exception>
    public (ApiKey Key, string Secret) Draft(string name, Role role, TimeSpan? lifetime = null)
    {
        var keys = Volatile.Read(ref _keys);
        if (keys.Count >= MaxKeys)
        {
            throw new InvalidOperationException($"There are {MaxKeys} keys already; revoke some.");
        }

        string id;
        do
        {
            id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        }
        while (keys.ContainsKey(id));
        var secret = $"{Prefix}{id}_{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var now = _time.GetUtcNow();
        return (new ApiKey(id, name, role, Hash(secret), now.ToUnixTimeSeconds(), lifetime is { } span ? (now + span).ToUnixTimeSeconds() : null), secret);
    }

    /// <summary>Accepts a key from <see cref="Draft"/> from now on.</summary>
    /// <exception cref="InvalidOperationException">A key with its id was added meanwhile.</exception>
    public void Add(ApiKey key)
    {
        lock (_changing)
        {
            if (_keys.ContainsKey(key.Id))
            {
                throw new InvalidOperationException($"There is a key {key.Id} already.");
            }

            Replace_NeedsLock(_keys.Values.Append(key));
        }
    }

    /// <summary>Makes the first operator key and returns its secret; null when there is one that does not expire.</summary>
    public string? CreateFirstOperatorKey()
    {
        lock (_changing)
        {
            return _keys.Values.Any(key => key.IsLastingOperator) ? null : Create("first operator", Role.Operator).Secret;
        }
    }

    /// <summary>What <see cref="Revoke"/> would do now.</summary>
    public RevokeResult MayRevoke(string id)
    {
        var keys = Volatile.Read(ref _keys);
        return !keys.TryGetValue(id, out var key) ? RevokeResult.Unknown
            : key == _configured ? RevokeResult.Configured
            : key.Role == Role.Operator && !keys.Values.Any(other => other.Id != id && other.IsLastingOperator) ? RevokeResult.LastOperator
            : RevokeResult.Revoked;
    }

    /// <summary>Stops accepting a key. An operator key stays when no other is left that does not expire, or nobody could make another.</summary>
    public RevokeResult Revoke(string id)
    {
        lock (_changing)
        {
            if (MayRevoke(id) is not RevokeResult.Revoked and var refused)
            {
                return refused;
            }

            Replace_NeedsLock(_keys.Values.Where(other => other.Id != id));
        }

        Revoked?.Invoke(id);
        return RevokeResult.Revoked;
    }

    /// <summary>The key with this secret, if it is accepted.</summary>
    public bool TryFind(ReadOnlySpan<char> secret, [NotNullWhen(true)] out ApiKey? key)
    {
        var accepted = Look(secret, out key) == KeyState.Valid;
        key = accepted ? key : null;
        return accepted;
    }

    /// <summary>What is known of a secret; <paramref name="key"/> is its key, accepted or expired. The id in the secret finds it; the hash is compared in constant time.</summary>
    public KeyState Look(ReadOnlySpan<char> secret, out ApiKey? key)
    {
        key = null;
        if (secret.Length != SecretLength || !secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return KeyState.Unknown;
        }

        Span<byte> ascii = stackalloc byte[SecretLength];
        if (Encoding.ASCII.GetBytes(secret, ascii) != SecretLength)
        {
            return KeyState.Unknown;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii, hash);
        Span<char> hex = stackalloc char[SHA256.HashSizeInBytes * 2];
        Convert.TryToHexStringLower(hash, hex, out _);
        var byId = Volatile.Read(ref _keys).GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byId.TryGetValue(secret.Slice(Prefix.Length, IdLength), out var found)
            || !CryptographicOperations.FixedTimeEquals(AsBytes(hex), AsBytes(found.Sha256)))
        {
            return KeyState.Unknown;
        }

        key = found;
        return found.ExpiresUnixSeconds is { } expires && _time.GetUtcNow().ToUnixTimeSeconds() >= expires ? KeyState.Expired : KeyState.Valid;
    }

    private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<char> text) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(text);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    private IEnumerable<ApiKey> WithConfigured(IEnumerable<ApiKey> stored) => _configured is null ? stored : stored.Where(key => key.Id != _configured.Id).Append(_configured);

    private void Replace_NeedsLock(IEnumerable<ApiKey> keys)
    {
        var next = keys.ToArray();
        _file.Write([.. next.Where(key => key != _configured)]);
        Volatile.Write(ref _keys, next.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal));
    }
}
