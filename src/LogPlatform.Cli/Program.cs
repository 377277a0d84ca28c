using LogPlatform.Cli.App;

return await Logctl.RunAsync(args, CliContext.OfProcess(), CancellationToken.None);
