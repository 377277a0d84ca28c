using System.Diagnostics;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Demo;

/// <summary>Where the Standalone program is, and how to start it.</summary>
/// <param name="File">What to run.</param>
/// <param name="Arguments">What goes before the program's own arguments.</param>
internal sealed record ServerProgram(string File, IReadOnlyList<string> Arguments)
{
    private const string Name = "LogPlatform.Standalone";

    /// <summary>Finds the program: as told, beside <c>logctl</c>, in a build of the same repository, or in the repository's sources, which are then built.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public static async Task<ServerProgram> FindAsync(string? told, CliContext context, CancellationToken cancellationToken)
    {
        if (told is not null)
        {
            var path = Path.GetFullPath(told, context.WorkingDirectory);
            return Directory.Exists(path) || path.EndsWith(".csproj", StringComparison.Ordinal) ? await BuildAsync(path, context, cancellationToken)
                : System.IO.File.Exists(path) ? OfFile(path)
                : throw new CommandFailedException(ExitCode.Usage, $"there is no {told}", "Name the program's file, its .dll, or its project folder.");
        }

        foreach (var path in Candidates(AppContext.BaseDirectory))
        {
            if (System.IO.File.Exists(path))
            {
                return OfFile(path);
            }
        }

        foreach (var start in (string[])[context.WorkingDirectory, AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var project = Path.Combine(folder.FullName, "src", Name);
                if (Directory.Exists(project))
                {
                    return await BuildAsync(project, context, cancellationToken);
                }
            }
        }

        throw new CommandFailedException(ExitCode.Failed, "the server program is not found", "Name it with --server, or run the demo inside the repository.");
    }

    // Beside logctl in an installation; in a build of the repository, in the sibling folder of the same configuration.
    private static IEnumerable<string> Candidates(string folder)
    {
        yield return Path.Combine(folder, Name + ".dll");
        yield return Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        var configuration = new DirectoryInfo(folder);
        if (configuration.Parent?.Parent is { } bin)
        {
            yield return Path.Combine(bin.FullName, Name, configuration.Name, Name + ".dll");
        }
    }

    private static ServerProgram OfFile(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new ServerProgram("dotnet", [path]) : new ServerProgram(path, []);

    // Built first and run as itself: `dotnet run` would stand between us and the signals.
    private static async Task<ServerProgram> BuildAsync(string project, CliContext context, CancellationToken cancellationToken)
    {
        context.Terminal.Note("Building the server first; that takes a moment.");
        await DotnetAsync(["build", project, "-v", "q", "--nologo"], cancellationToken);
        var path = (await DotnetAsync(["msbuild", project, "-getProperty:TargetPath"], cancellationToken)).Trim();
        return OfFile(path);
    }

    private static async Task<string> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new CommandFailedException(ExitCode.Failed, "the server does not build", output + await error);
    }
}
