using System.CommandLine;
using LogPlatform.Cli.Api;

namespace LogPlatform.Cli.App;

/// <summary>The options that every command understands.</summary>
internal sealed class GlobalOptions
{
    private static readonly Uri DefaultUrl = new("http://127.0.0.1:8080");

    private readonly Option<Uri?> _url = new("--url")
    {
        Description = "The server's control address. Env LOGPLATFORM_URL; default http://127.0.0.1:8080",
        HelpName = "URL",
        Recursive = true,
        CustomParser = UrlArgument.Parse,
    };

    private readonly Option<Uri?> _ingestUrl = new("--ingest-url")
    {
        Description = "Where logs are sent. Env LOGPLATFORM_INGEST_URL; default: the same host, port 4318",
        HelpName = "URL",
        Recursive = true,
        CustomParser = UrlArgument.Parse,
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The API key. Env LOGPLATFORM_KEY; else ./data/operator.key, for a server on this machine",
        HelpName = "KEY",
        Recursive = true,
    };

    private readonly Option<OutputForm?> _output = new("--output", "-o")
    {
        Description = "text for people (default), json for programs",
        HelpName = "text|json",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Short for --output json", Recursive = true };

    /// <summary>Adds the options to the root.</summary>
    public void AddTo(Command root)
    {
        root.Add(_url);
        root.Add(_ingestUrl);
        root.Add(_key);
        root.Add(_output);
        root.Add(_json);
    }

    /// <summary>What a command line says about the server and the output.</summary>
    public Session Open(ParseResult parsed, CliContext context)
    {
        var control = parsed.GetValue(_url) ?? UrlArgument.OfVariable(context, "LOGPLATFORM_URL") ?? DefaultUrl;
        var ingest = parsed.GetValue(_ingestUrl)
            ?? UrlArgument.OfVariable(context, "LOGPLATFORM_INGEST_URL")
            ?? new UriBuilder(control) { Port = 4318, Path = "/", Query = string.Empty }.Uri;
        var key = parsed.GetValue(_key) ?? context.Variable("LOGPLATFORM_KEY");
        key = string.IsNullOrWhiteSpace(key) ? OperatorKeyFile.Find(context.WorkingDirectory, control, ingest) : key.Trim();
        var json = parsed.GetValue(_json) || parsed.GetValue(_output) == OutputForm.Json;
        return new Session(context, new ServerAddress(control, ingest, key), json);
    }
}
