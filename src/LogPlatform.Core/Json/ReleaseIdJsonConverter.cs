using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Json;

/// <summary>The name of a release in JSON.</summary>
public sealed class ReleaseIdJsonConverter : TextJsonConverter<ReleaseId>
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out ReleaseId value) => ReleaseId.TryParse(text, out value);
}
