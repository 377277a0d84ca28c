using LogPlatform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddLogPlatform();
builder.Build().Run();
