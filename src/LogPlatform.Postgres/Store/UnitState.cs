namespace LogPlatform.Postgres.Store;

/// <summary>Who sees a unit of work. The numbers are stored.</summary>
internal enum UnitState : short
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Everybody.</summary>
    Visible = 1,

    /// <summary>Nobody yet: a rewind has staged it.</summary>
    Staged = 2,

    /// <summary>Nobody any more, but those who listed its blocks before: another took its place, or a rewind gave it up.</summary>
    Gone = 3,
}
