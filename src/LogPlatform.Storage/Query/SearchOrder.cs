namespace LogPlatform.Storage.Query;

/// <summary>The order of hits: by effective time; hits of the same time by block and row.</summary>
public enum SearchOrder : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The latest first.</summary>
    NewestFirst = 1,

    /// <summary>The earliest first.</summary>
    OldestFirst = 2,
}
