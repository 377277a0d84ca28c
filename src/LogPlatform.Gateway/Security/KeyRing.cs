using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Security;

/// <summary>The keys that are accepted. Checking takes no lock and looks into memory only; changes are durable before they count. Thread-safe.</summary>
public sealed class KeyRing
{
    private const string Prefix = "lp_";
    private const int IdLength = 8;
    private const int SecretBytes = 32;
    private const int SecretLength = 3 + IdLength + 1 + 43;
    private const int MaxKeys = 10_000;

    private readonly SharedIndex<ApiKey> _stored;
    private readonly TimeProvider _time;
    private readonly ApiKey? _configured;

    private KeyRing(IDocuments documents, TimeProvider time, string? operatorKey)
    {
        _stored = new SharedIndex<ApiKey>(documents, "keys", SecurityJson.Default.ApiKeyArray, static key => key.Id);
        _time = time;
        _configured = operatorKey is null ? null : new ApiKey(operatorKey.Substring(Prefix.Length, IdLength), "configured operator", Role.Operator, Hash(operatorKey), time.GetUtcNow().ToUnixTimeSeconds());
    }

    /// <summary>
    /// Opens the keys. <paramref name="operatorKey"/>, in the form of <see cref="SecurityOptions.OperatorKey"/>, is accepted as well, for as long as it is configured: it is not written down.
    /// </summary>
    /// <exception cref="InvalidDataException">The document is not a list of keys.</exception>
    /// <exception cref="IOException">The keys cannot be read.</exception>
    public static KeyRing Open(IDocuments documents, TimeProvider time, string? operatorKey = null) => new(documents, time, operatorKey);

    /// <summary>Reads what other gateways have changed.</summary>
    /// <exception cref="IOException">The keys cannot be read.</exception>
    internal void Refresh() => _stored.Refresh();

    /// <summary>All keys, oldest first.</summary>
    public IReadOnlyList<ApiKey> List() =>
        [.. WithConfigured(_stored.Items).OrderBy(key => key.CreatedUnixSeconds).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>Makes a key, which is accepted for <paramref name="lifetime"/> or, when that is null, for ever. The secret is in no file: this is the only time it is known.</summary>
    /// <exception cref="InvalidOperationException">There are 10,000 keys already.</exception>
    public (ApiKey Key, string Secret) Create(string name, Role role, TimeSpan? lifetime = null)
    {
        var drafted = Draft(name, role, lifetime);
        Add(drafted.Key);
        return drafted;
    }

    /// <summary>A key that is not accepted before <see cref="Add"/>: so its id can be written down first.</summary>
    /// <exception cref="InvalidOperationException">There are 10,000 keys already.</exception>
    public (ApiKey Key, string Secret) Draft(string name, Role role, TimeSpan? lifetime = null)
    {
        if (_stored.Items.Count >= MaxKeys)
        {
            throw new InvalidOperationException($"There are {MaxKeys} keys already; revoke some.");
        }

        string id;
        do
        {
            id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        }
        while (Find(id) is not null);
        var secret = $"{Prefix}{id}_{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var now = _time.GetUtcNow();
        return (new ApiKey(id, name, role, Hash(secret), now.ToUnixTimeSeconds(), lifetime is { } span ? (now + span).ToUnixTimeSeconds() : null), secret);
    }

    /// <summary>Accepts a key from <see cref="Draft"/> from now on.</summary>
    /// <exception cref="InvalidOperationException">Another key with its id was added meanwhile.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Add(ApiKey key) => _stored.Change<bool>(keys => keys.FirstOrDefault(other => other.Id == key.Id) is not { } known ? ([.. keys, key], true)
        : known == key ? (null, true)
        : throw new InvalidOperationException($"There is a key {key.Id} already."));

    /// <summary>Makes the first operator key and returns its secret; null when there is one that does not expire. Of several gateways that try, one succeeds.</summary>
    public string? CreateFirstOperatorKey()
    {
        if (_configured is not null)
        {
            return null;
        }

        var (first, secret) = Draft("first operator", Role.Operator);
        return _stored.Change<bool>(keys => keys.Contains(first) ? (null, true)
            : keys.Any(key => key.IsLastingOperator) ? (null, false)
            : ([.. keys, first], true)) ? secret : null;
    }

    /// <summary>What <see cref="Revoke"/> would do now.</summary>
    public RevokeResult MayRevoke(string id) => MayRevoke(_stored.Items, id);

    /// <summary>Stops accepting a key. An operator key stays when no other is left that does not expire, or nobody could make another.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public RevokeResult Revoke(string id) => _stored.Change<RevokeResult>(keys => MayRevoke(keys, id) is var result && result == RevokeResult.Revoked
        ? ([.. keys.Where(key => key.Id != id)], result)
        : (null, result));

    /// <summary>The key of an id, accepted or expired.</summary>
    internal ApiKey? Find(ReadOnlySpan<char> id) => _configured is { } configured && id.SequenceEqual(configured.Id) ? configured : _stored.Find(id);

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
        if (Find(secret.Slice(Prefix.Length, IdLength)) is not { } found
            || !CryptographicOperations.FixedTimeEquals(AsBytes(hex), AsBytes(found.Sha256)))
        {
            return KeyState.Unknown;
        }

        key = found;
        return found.ExpiresUnixSeconds is { } expires && _time.GetUtcNow().ToUnixTimeSeconds() >= expires ? KeyState.Expired : KeyState.Valid;
    }

    private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<char> text) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(text);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    private IEnumerable<ApiKey> WithConfigured(IReadOnlyList<ApiKey> stored) => _configured is null ? stored : stored.Where(key => key.Id != _configured.Id).Append(_configured);

    private RevokeResult MayRevoke(IReadOnlyList<ApiKey> stored, string id) =>
        id == _configured?.Id ? RevokeResult.Configured
        : stored.FirstOrDefault(key => key.Id == id) is not { } key ? RevokeResult.Unknown
        : key.Role == Role.Operator && !WithConfigured(stored).Any(other => other.Id != id && other.IsLastingOperator) ? RevokeResult.LastOperator
        : RevokeResult.Revoked;
}
