using LogPlatform.Silo.Hosting;

return await SiloApplication.RunAsync(args);
