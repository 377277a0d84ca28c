namespace LogPlatform.Gateway.Control.Report;

/// <summary>How a report looks, in light and dark.</summary>
internal static class ReportStyle
{
    /// <summary>The content of the style element.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --line: light-dark(#d8dce3, #3a3f48); --dim: light-dark(#5c6470, #9aa3b0); --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e3c, #7ddc9d); --warn: light-dark(#8a5a00, #f0c060); }
        body { margin: 0 auto; max-width: 70rem; padding: 1rem 1.25rem 3rem; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #16181d); color: light-dark(#1a1d23, #e6e9ee); }
        h1 { font-size: 1.4rem; margin: 0.3rem 0; }
        h2 { font-size: 1.05rem; margin: 2rem 0 0.4rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; unicode-bidi: isolate; }
        th { color: var(--dim); font-weight: 500; }
        .number { text-align: right; white-space: nowrap; }
        .time { white-space: nowrap; }
        .value { font-family: ui-monospace, monospace; font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 12rem; }
        .dim { color: var(--dim); } .bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); }
        .scroll { overflow-x: auto; }
        """;
}
