using System.Diagnostics;

namespace LogPlatform.Tests.Platform;

/// <summary>The command-line program of the same build configuration as the tests.</summary>
internal static class Logctl
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(Uri control, string? key, params string[] arguments)
    {
        string[] all = [Repository.OutputOf("LogPlatform.Cli", "logctl.dll"), "--url", control.GetLeftPart(UriPartial.Authority), .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (key is not null)
        {
            start.Environment["LOGPLATFORM_KEY"] = key;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
