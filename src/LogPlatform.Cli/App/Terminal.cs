using Spectre.Console;

namespace LogPlatform.Cli.App;

/// <summary>Where a command writes: results to <see cref="Out"/>, everything that is said about them to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    // Tables in a pipe are read by programs or pagers that wrap (or not) as they like.
    private const int PipeWidth = 200;

    /// <summary>Creates a terminal on two writers.</summary>
    /// <param name="output">Results.</param>
    /// <param name="error">Progress, notes and errors.</param>
    /// <param name="isOutTerminal">Whether a person watches <paramref name="output"/>.</param>
    /// <param name="isErrorTerminal">Whether a person watches <paramref name="error"/>.</param>
    /// <param name="colour">Whether terminals may get colours.</param>
    /// <param name="width">Columns of the terminal.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutTerminal, bool isErrorTerminal, bool colour, int width)
    {
        Out = output;
        Error = error;
        IsInteractive = isOutTerminal;
        Console = CreateConsole(output, isOutTerminal, colour, width);
        ErrorConsole = CreateConsole(error, isErrorTerminal, colour, width);
        Ink = new Ink(isOutTerminal && colour);
        ErrorInk = new Ink(isErrorTerminal && colour);
    }

    /// <summary>Results, as plain text.</summary>
    public TextWriter Out { get; }

    /// <summary>Notes, as plain text.</summary>
    public TextWriter Error { get; }

    /// <summary>Tables and charts for <see cref="Out"/>.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Progress bars for <see cref="Error"/>.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>Colours for <see cref="Out"/>.</summary>
    public Ink Ink { get; }

    /// <summary>Colours for <see cref="Error"/>.</summary>
    public Ink ErrorInk { get; }

    /// <summary>Whether a person watches the results.</summary>
    public bool IsInteractive { get; }

    /// <summary>Columns to draw in.</summary>
    public int Width => Console.Profile.Width;

    /// <summary>The process's own terminal. Colours as https://no-color.org asks.</summary>
    public static Terminal OfProcess(Func<string, string?> variable)
    {
        var colour = string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";
        var output = new StreamWriter(StandardStreams.OpenOutput()) { AutoFlush = false };
        var error = new StreamWriter(System.Console.OpenStandardError()) { AutoFlush = true };
        var outTerminal = !System.Console.IsOutputRedirected;
        var errorTerminal = !System.Console.IsErrorRedirected;
        return new Terminal(output, error, outTerminal, errorTerminal, colour, outTerminal || errorTerminal ? WindowWidth() : PipeWidth);
    }

    /// <summary>A remark that is not a result.</summary>
    public void Note(string text) => Error.WriteLine(ErrorInk.Paint(Tint.Dim, text));

    private static int WindowWidth()
    {
        try
        {
            return System.Console.WindowWidth is > 20 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal, bool colour, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = isTerminal ? width : Math.Max(width, PipeWidth);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
