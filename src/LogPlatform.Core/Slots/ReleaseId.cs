using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Slots;

/// <summary>The name of a release: 1 to 64 characters of <c>A-Z a-z 0-9 . _ + -</c>, not starting with a dot.</summary>
[JsonConverter(typeof(ReleaseIdJsonConverter))]
public readonly record struct ReleaseId
{
    private readonly string? _name;

    private ReleaseId(string name) => _name = name;

    /// <summary>The name; empty for the default value.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Accepts a well-formed name. It is also a folder name, so nothing that could leave its folder passes.</summary>
    public static bool TryParse(string? text, out ReleaseId id)
    {
        var valid = text is { Length: >= 1 and <= 64 } && text[0] != '.' && text.All(IsAllowed);
        id = valid ? new ReleaseId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-';
}
