namespace LogPlatform.Storage.Blocks.Records;

/// <summary>What a column of a block holds: a fixed field of the record, or the attribute with a name. Stored numbers: never reuse one.</summary>
internal static class ColumnField
{
    /// <summary>The body.</summary>
    public const int Body = 0;

    /// <summary>The severity as the sender wrote it.</summary>
    public const int SeverityText = 1;

    /// <summary>The event's name.</summary>
    public const int EventName = 2;

    /// <summary>The attribute with name 0; names count up from here.</summary>
    public const int FirstName = 3;
}
