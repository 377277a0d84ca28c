namespace LogPlatform.Storage.Blocks;

/// <summary>A block passed its checksum but its content breaks the format: a writer's bug or a forged block. Reading it again will not help.</summary>
public sealed class CorruptBlockException : Exception
{
    /// <summary>A block whose content breaks the format.</summary>
    public CorruptBlockException()
        : base("The block is corrupt.")
    {
    }

    /// <summary>A block whose content breaks the format as <paramref name="message"/> says.</summary>
    public CorruptBlockException(string message)
        : base(message)
    {
    }

    /// <summary>A block whose content breaks the format as <paramref name="message"/> says.</summary>
    public CorruptBlockException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
