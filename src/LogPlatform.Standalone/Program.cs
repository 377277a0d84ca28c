using LogPlatform.Standalone.CommandLine;
using LogPlatform.Standalone.Hosting;

return await StandaloneCommand.Create(StandaloneRun.RunAsync).Parse(args).InvokeAsync();
