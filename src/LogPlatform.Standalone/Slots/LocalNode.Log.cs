namespace LogPlatform.Standalone.Slots;

internal sealed partial class LocalNode
{
    [LoggerMessage(EventId = 3001, EventName = "NodeStarted", Level = LogLevel.Information, Message = "Node {Node} is ready: process {ProcessId}, release {Release}")]
    private partial void LogNodeStarted(string node, int processId, string release);

    [LoggerMessage(EventId = 3002, EventName = "NodeStartError", Level = LogLevel.Error, Message = "Node {Node} did not start: {Detail}")]
    private partial void LogNodeStartError(string node, string detail);

    [LoggerMessage(EventId = 3003, EventName = "NodeLostError", Level = LogLevel.Warning, Message = "Node {Node} (process {ProcessId}) was lost with {Units} units, which are sent again: {Detail}")]
    private partial void LogNodeLostError(string node, int processId, int units, string detail);

    [LoggerMessage(EventId = 3004, EventName = "NodeHungError", Level = LogLevel.Error, Message = "Node {Node} (process {ProcessId}) worked on one unit for more than {Seconds} s and is killed")]
    private partial void LogNodeHungError(string node, int processId, double seconds);

    [LoggerMessage(
        EventId = 3010,
        EventName = "NodeRefusedError",
        Level = LogLevel.Error,
        Message = "Node {Node} gets no work: it runs release {Release} with configuration {Configuration}; expected is release {ExpectedRelease} with {ExpectedConfiguration}")]
    private partial void LogNodeRefusedError(string node, string release, string configuration, string expectedRelease, string expectedConfiguration);
}
