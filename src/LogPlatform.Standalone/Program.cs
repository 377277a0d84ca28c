using System.CommandLine;
using LogPlatform.Standalone.CommandLine;
using LogPlatform.Standalone.Hosting;

// Signals are for the host, which drains first: the command line would end the process two seconds after one.
return await StandaloneCommand.Create(StandaloneRun.RunAsync).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
