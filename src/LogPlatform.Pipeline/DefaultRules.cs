namespace LogPlatform.Pipeline;

/// <summary>The rules file of a new installation.</summary>
public static class DefaultRules
{
    private const string Resource = "LogPlatform.Pipeline.default-rules.yaml";

    /// <summary>Its text, with comments.</summary>
    public static string Yaml { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(DefaultRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
