namespace LogPlatform.AppHost;

/// <summary>The operator's way in: a link on the dashboard, and a file for <c>logctl</c>.</summary>
internal static class OperatorKey
{
    /// <summary>The file, in the folder of the data.</summary>
    public const string FileName = "operator.key";

    /// <summary>Makes the gateway's link one that logs in, and writes the file before the gateways start. Nothing for what is published.</summary>
    public static IResourceBuilder<ProjectResource> WithLogIn(this IResourceBuilder<ProjectResource> gateway, ReferenceExpression key, string folder) =>
        gateway.ApplicationBuilder.ExecutionContext.IsPublishMode ? gateway : gateway
            .OnBeforeResourceStarted(async (_, _, cancel) => Write(folder, (await key.GetValueAsync(cancel))!))
            .WithUrls(async context =>
            {
                foreach (var url in context.Urls.Where(url => url.Endpoint?.EndpointName == GatewayEndpoints.Control))
                {
                    (url.DisplayText, url.Url) = ("Control page", $"{url.Url}/login?key={await key.GetValueAsync(context.CancellationToken)}");
                }
            });

    private static void Write(string folder, string key)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        File.Delete(path);
        var owner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, owner);
        file.WriteLine(key);
    }
}
