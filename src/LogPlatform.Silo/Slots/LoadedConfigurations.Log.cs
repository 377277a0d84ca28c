namespace LogPlatform.Silo.Slots;

internal sealed partial class LoadedConfigurations
{
    [LoggerMessage(EventId = 4001, EventName = "ConfigurationLoaded", Level = LogLevel.Information, Message = "Configuration {Configuration} of release {Release} is loaded")]
    private partial void LogConfigurationLoaded(string configuration, string release);

    [LoggerMessage(EventId = 4002, EventName = "ConfigurationRefusedError", Level = LogLevel.Error, Message = "Configuration {Configuration} is not loaded: {Detail}")]
    private partial void LogConfigurationRefused(string configuration, string detail);

    [LoggerMessage(EventId = 4003, EventName = "ConfigurationUnloaded", Level = LogLevel.Information, Message = "Configuration {Configuration} of release {Release} is unloaded")]
    private partial void LogConfigurationUnloaded(string configuration, string release);
}
