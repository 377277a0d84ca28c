using LogPlatform.Core.Releases;

namespace LogPlatform.Core.Json;

/// <summary>A fingerprint in JSON.</summary>
public sealed class FingerprintJsonConverter : TextJsonConverter<Fingerprint>
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out Fingerprint value) => Fingerprint.TryParse(text, out value);
}
