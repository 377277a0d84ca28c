using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl keys</c>.</summary>
internal sealed class KeysCommand
{
    private const string Path = "/api/v1/keys";

    private readonly Argument<string> _name = new("NAME") { Description = "What it is for, e.g. checkout-service" };
    private readonly Option<string> _role = new("--role") { Description = "What it allows", DefaultValueFactory = _ => "ingest" };
    private readonly Option<TimeSpan?> _expires = new("--expires")
    {
        Description = "How long it is valid, e.g. 30d; default: until it is revoked",
        HelpName = "DURATION",
        CustomParser = DurationArgument.Parse,
    };

    private readonly Argument<string> _id = new("ID") { Description = "Id of the key, as `keys list` shows it" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var keys = new KeysCommand();
        var list = new Command("list", "Lists the keys, without their secrets.");
        var create = new Command("create", "Makes a key and prints its secret, once.");
        create.Add(keys._name);
        keys._role.AcceptOnlyFromAmong("ingest", "viewer", "operator");
        create.Add(keys._role);
        create.Add(keys._expires);
        var revoke = new Command("revoke", "Revokes a key at once.");
        revoke.Add(keys._id);
        examples.Add(create, "logctl keys create checkout-service", "logctl keys create grafana --role viewer", "logctl keys create ci --role operator --expires 90d", "export LOGPLATFORM_KEY=$(logctl keys create ci --json | jq -r .secret)");
        examples.Add(revoke, "logctl keys revoke k3f9a2b1");
        return new Command("keys", "API keys: list, create, revoke. For operators.")
        {
            frame.Bind(list, ListAsync),
            frame.Bind(create, keys.CreateAsync),
            frame.Bind(revoke, keys.RevokeAsync),
        };
    }

    private static async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var answer = await session.Api.GetAsync(Path, new ApiQuery(), cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement.Member("keys"));
            return ExitCode.Ok;
        }

        var table = Tables.Create("id", "name", "role", "secret starts with", "created", "expires");
        foreach (var key in answer.RootElement.Items("keys"))
        {
            table.AddRow(
                Tables.Cell(key.Text("id")), Tables.Cell(key.Text("name")), Tables.Cell(key.Text("role")), Tables.Cell(key.Text("prefix")), Tables.Cell(key.Text("createdAt")), Tables.Cell(key.Text("expiresAt")));
        }

        session.Terminal.Console.Write(table);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> CreateAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var role = parsed.GetRequiredValue(_role);
        var name = parsed.GetRequiredValue(_name);
        var roleName = char.ToUpperInvariant(role[0]) + role[1..];

        // Not sent when it is not wanted: a server of the version before does not know it.
        object wanted = parsed.GetValue(_expires) is { } expires
            ? new { Name = name, Role = roleName, ExpiresInSeconds = (long)Math.Ceiling(expires.TotalSeconds) }
            : new { Name = name, Role = roleName };
        using var answer = await session.Api.SendAsync(HttpMethod.Post, Path, new ApiQuery(), wanted, cancellationToken);
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.RootElement);
            return ExitCode.Ok;
        }

        // The secret alone is the result; what is said about it is not.
        var key = answer.RootElement.Member("key");
        var until = key.Text("expiresAt") is { } at ? $", until {PlainText.OneLine(at)}" : string.Empty;
        session.Terminal.Note($"Key {key.Text("id")} ({role}{until}). Its secret is shown this once:");
        await session.Terminal.Out.WriteLineAsync(PlainText.OneLine(answer.RootElement.Text("secret") ?? string.Empty));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> RevokeAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(_id);
        using var answer = await session.Api.SendAsync(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(id)}", new ApiQuery(), null, cancellationToken);
        if (!session.Json)
        {
            await session.Terminal.Out.WriteLineAsync($"Key {PlainText.OneLine(id)} is revoked.");
        }

        return ExitCode.Ok;
    }
}
