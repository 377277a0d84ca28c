using LogPlatform.Cluster.Hosting;

return await ClusterRun.RunAsync(args, CancellationToken.None);
