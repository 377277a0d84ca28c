namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>The sections of a block, in their order in it. The numbers are stored: never reuse one.</summary>
internal enum SectionId : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Times and severities: all that a histogram needs.</summary>
    Light = 1,

    /// <summary>The filter of attribute values and trace ids; may be absent.</summary>
    Filter = 2,

    /// <summary>Names, columns, shapes, resources, scopes, sources.</summary>
    Schema = 3,

    /// <summary>Dictionary entries and templates of bodies.</summary>
    BodyText = 4,

    /// <summary>Dictionary entries and templates of everything else.</summary>
    FieldText = 5,

    /// <summary>Packed columns.</summary>
    Data = 6,

    /// <summary>Trace and span ids.</summary>
    Ids = 7,
}
