namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>How the bytes of a section are stored. The numbers are stored: never reuse one.</summary>
internal enum SectionCodec : byte
{
    /// <summary>As they are.</summary>
    Raw = 0,

    /// <summary>Brotli (RFC 7932).</summary>
    Brotli = 1,
}
