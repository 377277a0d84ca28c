using System.Globalization;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Makes sample records as a small web shop would log them: access lines, SQL timings, business events, exceptions.</summary>
internal sealed class SampleRecords(int seed)
{
    /// <summary>The pretend services.</summary>
    public static readonly string[] Services = ["checkout", "catalog", "identity", "payments", "shipping"];

    private static readonly string[] Routes = ["/api/carts/{id}/items", "/api/orders", "/api/orders/{id}", "/api/products", "/api/products/{id}", "/api/sessions"];
    private static readonly string[] Verbs = ["GET", "GET", "GET", "POST", "PUT", "DELETE"];
    private static readonly int[] Successes = [200, 200, 200, 200, 201, 204, 304];
    private static readonly int[] Mistakes = [400, 401, 404, 409];
    private static readonly int[] Failures = [500, 503];
    private static readonly string[] Tables = ["orders", "order_items", "products", "customers", "stock"];
    private static readonly string[] Exceptions = ["System.TimeoutException", "System.InvalidOperationException", "Npgsql.PostgresException", "System.Net.Http.HttpRequestException"];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "curl/8.14.1",
    ];

    // The seed makes a run repeatable; nothing here is secret.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    /// <summary>The next record.</summary>
    public SampleRecord Next()
    {
        var service = Pick(Services);
        return _random.Next(100) switch
        {
            < 55 => Access(service),
            < 76 => Sql(service),
            < 98 => Business(service),
            _ => Failure(service),
        };
    }

    private SampleRecord Access(string service)
    {
        var verb = Pick(Verbs);
        var route = Pick(Routes);
        var path = route.Replace("{id}", "######", StringComparison.Ordinal);
        var statuses = _random.Next(100) switch { < 92 => Successes, < 98 => Mistakes, _ => Failures };
        var status = statuses[_random.Next(statuses.Length)];
        var milliseconds = Duration(8);
        return new SampleRecord(
            service,
            "Shop.Http.AccessLog",
            status >= 500 ? 17 : status >= 400 ? 13 : 9,
            Invariant($"HTTP {verb} {path} responded {status} in {milliseconds} ms"),
            [
                SampleAttribute.Of("http.request.method", verb),
                SampleAttribute.Of("url.path", path),
                SampleAttribute.Of("http.route", route),
                SampleAttribute.Of("http.response.status_code", status),
                SampleAttribute.Of("duration_ms", milliseconds),
                SampleAttribute.Of("client.address", Invariant($"203.0.113.{_random.Next(10, 250)}")),
                SampleAttribute.Of("http.response.body.size", _random.Next(120, 48_000)),
                SampleAttribute.Of("server.address", "shop.example.net"),
                SampleAttribute.Of("request.id", "~~~~~~~~-~~~~-4~~~-a~~~-~~~~~~~~~~~~"),
                SampleAttribute.Of("user_agent.original", Pick(Agents)),
            ]);
    }

    private SampleRecord Sql(string service)
    {
        var table = Pick(Tables);
        var milliseconds = Duration(3);
        return new SampleRecord(
            service,
            "Shop.Data.SqlCommands",
            milliseconds > 20 ? 13 : 5,
            Invariant($"Executed SELECT on {table} in {milliseconds} ms, {_random.Next(1, 500)} rows"),
            [
                SampleAttribute.Of("db.system.name", "postgresql"),
                SampleAttribute.Of("db.namespace", "shop"),
                SampleAttribute.Of("db.collection.name", table),
                SampleAttribute.Of("db.query.text", Invariant($"SELECT id, state, total, updated_at FROM {table} WHERE customer_id = $1 AND updated_at > $2 ORDER BY updated_at DESC LIMIT 50")),
                SampleAttribute.Of("duration_ms", milliseconds),
                SampleAttribute.Of("db.response.returned_rows", _random.Next(1, 500)),
                SampleAttribute.Of("server.address", "10.20.0.14"),
                SampleAttribute.Of("server.port", 5432),
                SampleAttribute.Of("thread.id", _random.Next(1, 64)),
                SampleAttribute.Of("request.id", "~~~~~~~~-~~~~-4~~~-b~~~-~~~~~~~~~~~~"),
            ]);
    }

    private SampleRecord Business(string service) => new(
        service,
        "Shop.Orders.OrderService",
        9,
        "Order ord-######## accepted for customer c-###### with 3 items, total 1##.## EUR",
        [
            SampleAttribute.Of("event.domain", "orders"),
            SampleAttribute.Of("order.id", "ord-########"),
            SampleAttribute.Of("customer.id", "c-######"),
            SampleAttribute.Of("order.items", 3),
            SampleAttribute.Of("order.currency", "EUR"),
            SampleAttribute.Of("payment.method", _random.Next(2) == 0 ? "card" : "invoice"),
            SampleAttribute.Of("warehouse", Invariant($"eu-{_random.Next(1, 5)}")),
            SampleAttribute.Of("cache.hit_ratio", _random.Next(1000) / 1000.0),
            SampleAttribute.Of("feature.flag", "express-delivery"),
            SampleAttribute.Of("request.id", "~~~~~~~~-~~~~-4~~~-9~~~-~~~~~~~~~~~~"),
        ]);

    private SampleRecord Failure(string service)
    {
        var type = Pick(Exceptions);
        return new SampleRecord(
            service,
            "Shop.Workers.Dispatcher",
            17,
            "Could not dispatch order ord-########: the operation failed after 3 attempts",
            [
                SampleAttribute.Of("exception.type", type),
                SampleAttribute.Of("exception.message", "The operation did not complete within 2000 ms (request ~~~~~~~~)"),
                SampleAttribute.Of(
                    "exception.stacktrace",
                    type + ": The operation did not complete within 2000 ms\n   at Shop.Workers.Dispatcher.SendAsync(Order order) in Dispatcher.cs:line 118\n   at Shop.Workers.Loop.RunAsync() in Loop.cs:line 42"),
                SampleAttribute.Of("order.id", "ord-########"),
                SampleAttribute.Of("retry.count", 3),
                SampleAttribute.Of("queue.length", _random.Next(1, 400)),
                SampleAttribute.Of("thread.id", _random.Next(1, 64)),
                SampleAttribute.Of("thread.name", "dispatch-loop"),
                SampleAttribute.Of("request.id", "~~~~~~~~-~~~~-4~~~-8~~~-~~~~~~~~~~~~"),
            ]);
    }

    private double Duration(double typical) => Math.Round(typical * -Math.Log(1 - _random.NextDouble()), 3);

    private string Pick(string[] of) => of[_random.Next(of.Length)];
#pragma warning restore CA5394

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
