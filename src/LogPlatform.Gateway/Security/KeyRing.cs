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
    private FrozenDictionary<string, ApiKey> _keys;

    private KeyRing(KeyFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _keys = file.Read().ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
    }

    /// <summary>Raised after a key was revoked, with its id.</summary>
    internal event Action<string>? Revoked;

    /// <summary>Opens the keys of a data folder.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of keys.</exception>
    public static KeyRing Open(string dataDirectory, TimeProvider time) => new(new KeyFile(Path.Combine(dataDirectory, "keys.json")), time);

    /// <summary>All keys, oldest first.</summary>
    public IReadOnlyList<ApiKey> List() =>
        [.. Volatile.Read(ref _keys).Values.OrderBy(key => key.CreatedUnixSeconds).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>Makes a key. The secret is in no file: this is the only time it is known.</summary>
    /// <exception cref="InvalidOperationException">There are 10,000 keys already.</exception>
    public (ApiKey Key, string Secret) Create(string name, Role role)
    {
        lock (_changing)
        {
            return Create_NeedsLock(name, role);
        }
    }

    /// <summary>Makes the first operator key and returns its secret; null when there is an operator key.</summary>
    public string? CreateFirstOperatorKey()
    {
        lock (_changing)
        {
            return _keys.Values.Any(key => key.Role == Role.Operator) ? null : Create_NeedsLock("first operator", Role.Operator).Secret;
        }
    }

    /// <summary>Stops accepting a key. The last operator key stays, or nobody could make another.</summary>
    public RevokeResult Revoke(string id)
    {
        lock (_changing)
        {
            if (!_keys.TryGetValue(id, out var key))
            {
                return RevokeResult.Unknown;
            }

            if (key.Role == Role.Operator && _keys.Values.Count(other => other.Role == Role.Operator) == 1)
            {
                return RevokeResult.LastOperator;
            }

            Replace_NeedsLock(_keys.Values.Where(other => other.Id != id));
        }

        Revoked?.Invoke(id);
        return RevokeResult.Revoked;
    }

    /// <summary>The key with this secret. The id in the secret finds it; the hash is compared in constant time.</summary>
    public bool TryFind(ReadOnlySpan<char> secret, [NotNullWhen(true)] out ApiKey? key)
    {
        key = null;
        if (secret.Length != SecretLength || !secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[SecretLength];
        if (Encoding.ASCII.GetBytes(secret, ascii) != SecretLength)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii, hash);
        Span<char> hex = stackalloc char[SHA256.HashSizeInBytes * 2];
        Convert.TryToHexStringLower(hash, hex, out _);
        var byId = Volatile.Read(ref _keys).GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byId.TryGetValue(secret.Slice(Prefix.Length, IdLength), out var found)
            || !CryptographicOperations.FixedTimeEquals(AsBytes(hex), AsBytes(found.Sha256)))
        {
            return false;
        }

        key = found;
        return true;
    }

    private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<char> text) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(text);

    private (ApiKey Key, string Secret) Create_NeedsLock(string name, Role role)
    {
        if (_keys.Count >= MaxKeys)
        {
            throw new InvalidOperationException($"There are {MaxKeys} keys already; revoke some.");
        }

        string id;
        do
        {
            id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        }
        while (_keys.ContainsKey(id));

        var secret = $"{Prefix}{id}_{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        var key = new ApiKey(id, name, role, hash, _time.GetUtcNow().ToUnixTimeSeconds());
        Replace_NeedsLock(_keys.Values.Append(key));
        return (key, secret);
    }

    private void Replace_NeedsLock(IEnumerable<ApiKey> keys)
    {
        var next = keys.ToArray();
        _file.Write(next);
        Volatile.Write(ref _keys, next.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal));
    }
}
