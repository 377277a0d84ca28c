using LogPlatform.Cli.Load.Bodies;

namespace LogPlatform.Cli.Demo;

/// <summary>Records with personal data in them, as no service should log them, and every one does some day.</summary>
internal static class DemoSamples
{
    private static readonly string[] Customers = ["ada.lovelace", "alan.turing", "grace.hopper", "edsger.dijkstra"];

    /// <summary>Payments of the shop's customers so far.</summary>
    public static IReadOnlyList<SampleRecord> Billing { get; } = Payments("billing", "example.net");

    /// <summary>Payments of a market that opens later: the same, but for the addresses.</summary>
    public static IReadOnlyList<SampleRecord> NewMarket { get; } = Payments("billing-eu", "example.org");

    private static SampleRecord[] Payments(string service, string domain) =>
    [
        .. Customers.Select(customer => new SampleRecord(
            service,
            "Shop.Billing.Payments",
            9,
            $"Customer {customer}@{domain} paid 59.## EUR with card 4111 1111 1111 1111",
            [
                SampleAttribute.Of("customer.email", $"{customer}@{domain}"),
                SampleAttribute.Of("payment.card", "4111 1111 1111 1111"),
                SampleAttribute.Of("order.id", "ord-######"),
                SampleAttribute.Of("payment.currency", "EUR"),
            ])),
    ];
}
