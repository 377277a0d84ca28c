using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Rewinds;

internal sealed partial class RewindService
{
    [LoggerMessage(EventId = 2470, EventName = "RewindStarted", Level = LogLevel.Information, Message = "Rewind {Rewind}: what generation {Generation} committed is processed again with release {Release}")]
    private partial void LogRewindStarted(RewindId rewind, Generation generation, ReleaseId release);

    [LoggerMessage(EventId = 2471, EventName = "RewindEnded", Level = LogLevel.Information, Message = "Rewind {Rewind}: {Phase}; {Detail}")]
    private partial void LogRewindEnded(RewindId rewind, JobPhase phase, string detail);

    [LoggerMessage(EventId = 2472, EventName = "RewindSupersedeError", Level = LogLevel.Error, Message = "Rewind {Rewind}: the new records could not be made visible; it is tried again in {Seconds} s")]
    private partial void LogRewindSupersedeError(Exception error, RewindId rewind, double seconds);

    [LoggerMessage(EventId = 2473, EventName = "RewindError", Level = LogLevel.Error, Message = "Rewind {Rewind} failed")]
    private partial void LogRewindError(Exception error, RewindId rewind);

    [LoggerMessage(EventId = 2474, EventName = "RewindStateError", Level = LogLevel.Error, Message = "Rewind {Rewind} is over ({Phase}), but that could not be written down")]
    private partial void LogRewindStateError(Exception error, RewindId rewind, JobPhase phase);
}
