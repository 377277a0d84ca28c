namespace LogPlatform.Cli.Demo;

/// <summary>What the demo searches for.</summary>
internal static class DemoFilters
{
    /// <summary>Payments of the shop's customers so far.</summary>
    public const string Billing = "service = billing";

    /// <summary>Payments of the new market.</summary>
    public const string NewMarket = "service = billing-eu";

    /// <summary>Errors that have got an owner.</summary>
    public const string Owned = "oncall = shop-backend";

    /// <summary>Payments of the new market with an address that was not redacted.</summary>
    public const string Leaked = NewMarket + " and body like \"*@example.org*\"";

    /// <summary>Any record with an address of a domain in a place where one was logged.</summary>
    public static string InTheClear(string domain) => $"body like \"*@{domain}*\" or customer.email like \"*@{domain}*\"";
}
