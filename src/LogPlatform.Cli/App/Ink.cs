using System.Globalization;

namespace LogPlatform.Cli.App;

/// <summary>Paints text for a terminal; writes it plainly where there is none. For lines that are too many for markup.</summary>
/// <param name="on">Whether colours are wanted.</param>
internal sealed class Ink(bool on)
{
    /// <summary>Whether colours are wanted.</summary>
    public bool IsOn { get; } = on;

    /// <summary>The text in a colour.</summary>
    public string Paint(Tint tint, string text) =>
        IsOn && tint != Tint.Plain && text.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{(int)tint}m{text}\u001b[0m")
            : text;
}
