namespace LogPlatform.Cli.Api;

/// <summary>The key that a server on this machine leaves for its operator in its data folder.</summary>
internal static class OperatorKeyFile
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "operator.key";

    /// <summary>
    /// The key in <c>data/operator.key</c> below <paramref name="folder"/>; null when there is none or it is not readable. Only for addresses of this
    /// machine: the key of the local server is nobody else's business.
    /// </summary>
    public static string? Find(string folder, params ReadOnlySpan<Uri> addresses)
    {
        foreach (var address in addresses)
        {
            if (!address.IsLoopback)
            {
                return null;
            }
        }

        return Read(Path.Combine(folder, "data", Name));
    }

    /// <summary>The key in a file; null when there is none.</summary>
    public static string? Read(string path)
    {
        try
        {
            var key = File.ReadAllText(path).Trim();
            return key.Length > 0 ? key : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
