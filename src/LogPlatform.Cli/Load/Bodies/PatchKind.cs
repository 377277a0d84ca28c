namespace LogPlatform.Cli.Load.Bodies;

/// <summary>What a varying byte of a template is filled with.</summary>
internal enum PatchKind : byte
{
    /// <summary>A decimal digit.</summary>
    Digit,

    /// <summary>A lower-case hexadecimal digit.</summary>
    Hex,

    /// <summary>Any byte.</summary>
    Byte,
}
