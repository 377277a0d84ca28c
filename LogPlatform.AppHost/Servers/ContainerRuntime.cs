using System.ComponentModel;
using System.Diagnostics;

namespace LogPlatform.AppHost.Servers;

/// <summary>Whether containers can be started on this machine.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks Docker, then Podman: a client without its service is of no use.</summary>
    public static bool IsRunning() => Answers("docker") || Answers("podman");

    private static bool Answers(string client)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(client, ["version", "--format", "{{.Server.Version}}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (asked.WaitForExit(Patience))
            {
                return asked.ExitCode == 0;
            }

            asked.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
