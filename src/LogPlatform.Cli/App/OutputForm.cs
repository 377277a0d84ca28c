namespace LogPlatform.Cli.App;

/// <summary>Who reads the output.</summary>
internal enum OutputForm
{
    /// <summary>A person.</summary>
    Text,

    /// <summary>A program.</summary>
    Json,
}
