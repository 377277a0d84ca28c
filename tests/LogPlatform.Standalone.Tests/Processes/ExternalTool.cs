using System.Diagnostics;

namespace LogPlatform.Standalone.Tests.Processes;

/// <summary>A foreign program that a test drives: curl, logger, rsyslogd, node.</summary>
internal static class ExternalTool
{
    /// <summary>Skips the test when the program is not on the PATH; fails it where the build demands every client.</summary>
    public static void Require(string program, string? file = null)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)))
            && (file is null || File.Exists(file) || Directory.Exists(file));
        if (Environment.GetEnvironmentVariable("LOGPLATFORM_REQUIRE_CLIENTS") == "1")
        {
            found.ShouldBeTrue($"{program} {file} is needed by this test");
        }

        Assert.SkipUnless(found, $"{program} {file} is not installed");
    }

    /// <summary>Runs a program to its end; fails the test when it does.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"{program}: {await output} {await errors}");
        return await output;
    }
}
