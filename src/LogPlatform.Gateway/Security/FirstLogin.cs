using System.Text;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Storage.Files;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Security;

/// <summary>Makes the first operator key, and says how to log in.</summary>
public sealed class FirstLogin(KeyRing keys, IOptions<SecurityOptions> security, IOptions<GatewayOptions> gateway)
{
    private const string KeyFileName = "operator.key";

    /// <summary>The file with the first operator key; null where there is none, as where a key is configured.</summary>
    public string? KeyFile => File.Exists(KeyPath) ? KeyPath : null;

    private string KeyPath => Path.Combine(gateway.Value.DataDirectory, KeyFileName);

    /// <summary>Lines for the console. The first gateway that ever says them makes the key, and keeps it in a file in its data folder.</summary>
    /// <param name="control">The address of the control page, without a slash at its end.</param>
    /// <exception cref="IOException">The key could not be written.</exception>
    public IEnumerable<string> Describe(string control)
    {
        if (security.Value.Open)
        {
            yield return "  keys          none asked for (--open): for a trial on this machine only";
            yield break;
        }

        if (keys.CreateFirstOperatorKey() is { } secret)
        {
            DurableFile.Replace(KeyPath, Encoding.ASCII.GetBytes(secret + '\n'));
            yield return $"  log in        {control}/login?key={secret}";
        }

        yield return KeyFile is { } file ? $"  operator key  in {file}, readable by you only"
            : security.Value.OperatorKey is not null ? "  operator key  the configured one"
            : "  operator key  as made before; the file that held it is gone";
    }
}
