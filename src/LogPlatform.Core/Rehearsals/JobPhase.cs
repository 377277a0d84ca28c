using System.Text.Json.Serialization;

namespace LogPlatform.Core.Rehearsals;

/// <summary>Where a piece of work beside production is: a rehearsal or a rewind.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobPhase>))]
public enum JobPhase
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>It could not be done; nothing has changed.</summary>
    Failed,

    /// <summary>A person stopped it; nothing has changed.</summary>
    Cancelled,
}
