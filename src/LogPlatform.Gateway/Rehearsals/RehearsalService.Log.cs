using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Rehearsals;

internal sealed partial class RehearsalService
{
    [LoggerMessage(EventId = 2460, EventName = "RehearsalStarted", Level = LogLevel.Information, Message = "Rehearsal {Rehearsal}: release {Release} beside {Baseline}, by {Actor}")]
    private partial void LogRehearsalStarted(long rehearsal, ReleaseId release, ReleaseId baseline, string actor);

    [LoggerMessage(EventId = 2461, EventName = "RehearsalEnded", Level = LogLevel.Information, Message = "Rehearsal {Rehearsal}: {Phase}; {Different} of {Records} records differ, {Failures} units failed")]
    private partial void LogRehearsalEnded(long rehearsal, JobPhase phase, long different, long records, long failures);

    [LoggerMessage(EventId = 2462, EventName = "RehearsalError", Level = LogLevel.Error, Message = "Rehearsal {Rehearsal} failed")]
    private partial void LogRehearsalError(Exception error, long rehearsal);
}
