using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Releases;

/// <summary>SHA-256 over content, 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(FingerprintJsonConverter))]
public readonly record struct Fingerprint
{
    private const int Digits = 64;

    private readonly string? _hex;

    private Fingerprint(string hex) => _hex = hex;

    /// <summary>The digits; empty for the default value.</summary>
    public string Hex => _hex ?? string.Empty;

    /// <summary>The first 8 digits, for people.</summary>
    public string Short => Hex.Length == 0 ? string.Empty : Hex[..8];

    /// <summary>Accepts 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string? text, out Fingerprint fingerprint)
    {
        var valid = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
        fingerprint = valid ? new Fingerprint(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
