namespace LogPlatform.Cli.Load.Bodies;

/// <summary>An attribute of a sample record: text (with marks to vary), a whole number, or a real one.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The text; null for a number.</param>
/// <param name="Whole">The whole number, when there is no text and no real number.</param>
/// <param name="Real">The real number; null for the others.</param>
internal readonly record struct SampleAttribute(string Name, string? Text, long Whole, double? Real)
{
    /// <summary>A text attribute.</summary>
    public static SampleAttribute Of(string name, string text) => new(name, text, 0, null);

    /// <summary>A whole number.</summary>
    public static SampleAttribute Of(string name, long number) => new(name, null, number, null);

    /// <summary>A real number.</summary>
    public static SampleAttribute Of(string name, double number) => new(name, null, 0, number);
}
