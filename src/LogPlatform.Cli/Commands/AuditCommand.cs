using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Audit;
using Spectre.Console;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl audit</c>.</summary>
internal sealed class AuditCommand
{
    private const string Path = "/api/v1/audit";
    private const int Page = 500;

    private readonly Option<long> _after = new("--after") { Description = "Only entries behind this number", HelpName = "N" };
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Most entries", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<string?> _head = new("--head") { Description = "A head that was noted earlier: it must be in the chain", HelpName = "HASH" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var audit = new AuditCommand();
        audit._after.Must(after => after >= 0, "--after cannot be negative");
        audit._limit.Must(limit => limit is >= 1 and <= 1_000_000, "--limit must be 1 to 1,000,000");
        audit._head.Must(head => head is { Length: 64 } && head.All(char.IsAsciiHexDigitLower), "--head must be 64 lower-case hexadecimal digits");
        var list = new Command("list", "Lists who did what, oldest first.") { audit._after, audit._limit };
        var verify = new Command("verify", "Checks the whole chain. Exit code 1 when it is broken, or when a head noted earlier is not in it.") { audit._head };
        examples.Add(list, "logctl audit list", "logctl audit list --after 100 --json | jq .fact.action");
        examples.Add(verify, "logctl audit verify", "logctl audit verify --head \"$(cat last-head)\"   # also proves that nothing was cut off the end");
        return new Command("audit", "The log of who did what: list, verify.") { frame.Bind(list, audit.ListAsync), frame.Bind(verify, audit.VerifyAsync) };
    }

    private async Task<ExitCode> ListAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var table = Tables.Create(">no.", "time", "who", "what", "to what", "why", "");
        var (after, left) = (parsed.GetValue(_after), parsed.GetValue(_limit));
        while (left > 0)
        {
            var page = await session.Api.ListAsync<AuditEntry>(Path, new ApiQuery().Add("after", after).Add("limit", Math.Min(left, Page)), "entries", cancellationToken);
            if (page.Value.Count == 0)
            {
                break;
            }

            foreach (var (entry, json) in page.Value.Zip(page.Json.EnumerateArray()))
            {
                if (session.Json)
                {
                    await session.Terminal.Out.WriteLineAsync(json.GetRawText());
                }
                else
                {
                    Add(table, entry);
                }
            }

            left -= page.Value.Count;
            after = page.Value[^1].Number;
        }

        if (!session.Json)
        {
            session.Terminal.Console.Write(table);
        }

        return ExitCode.Ok;
    }

    private static void Add(Table table, AuditEntry entry)
    {
        var denied = entry.Fact.Action.EndsWith(".denied", StringComparison.Ordinal);
        table.AddRow(
            Tables.Cell(entry.Number.ToString(CultureInfo.InvariantCulture)),
            Tables.Cell(entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            Tables.Cell(entry.Fact.Actor),
            Tables.Cell(entry.Fact.Action, denied ? Color.Red : null),
            Tables.Cell(entry.Fact.Subject),
            Tables.Cell(entry.Fact.Reason),
            Tables.Cell(entry.Fact.Detail));
    }

    private async Task<ExitCode> VerifyAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var answer = await session.Api.GetAsync<AuditVerification>(Path + "/verify", new ApiQuery(), cancellationToken);
        var found = answer.Value;
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }

        if (!found.IsIntact)
        {
            throw new CommandFailedException(ExitCode.Failed, $"the audit chain is broken at entry {found.BrokenAt}: {PlainText.OneLine(found.Detail ?? "no detail")}", $"The last sound head is {found.Head}.");
        }

        var head = parsed.GetValue(_head);
        if (head is not null && await FindAsync(session, head, cancellationToken) is null)
        {
            throw new CommandFailedException(ExitCode.Failed, $"the chain is sound in itself, but has no entry {head}", "It was cut off at the end, or written anew, since that head was noted.");
        }

        if (!session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(Tint.Green, $"The audit chain is intact: {Figures.Count(found.Entries)} entries{(head is null ? string.Empty : ", the noted head among them")}."));
            await session.Terminal.Out.WriteLineAsync($"head {PlainText.OneLine(found.Head)}");
        }

        return ExitCode.Ok;
    }

    private static async Task<AuditEntry?> FindAsync(Session session, string head, CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var page = await session.Api.ListAsync<AuditEntry>(Path, new ApiQuery().Add("after", after).Add("limit", Page), "entries", cancellationToken);
            if (page.Value.Find(entry => entry.Hash == head) is { } entry)
            {
                return entry;
            }

            if (page.Value.Count == 0)
            {
                return null;
            }

            after = page.Value[^1].Number;
        }
    }
}
