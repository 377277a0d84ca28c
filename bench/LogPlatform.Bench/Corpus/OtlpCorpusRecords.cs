using System.Globalization;

namespace LogPlatform.Bench.Corpus;

/// <summary>The kinds of records of <see cref="OtlpCorpus"/>.</summary>
internal sealed class OtlpCorpusRecords(Random random)
{
    /// <summary>What part of a service's records each kind is: access, business, SQL, exception.</summary>
    public static readonly double[] Shares = [0.45, 0.28, 0.15, 0.12];

    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "POST", "POST", "PUT", "DELETE"];
    private static readonly string[] Routes = ["/api/orders/{id}", "/api/products/{id}/stock", "/api/customers/{id}/addresses", "/api/carts/{id}/items", "/api/sessions/{id}"];
    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 200, 201, 204, 301, 304, 400, 401, 404, 409, 500, 503];
    private static readonly string[] Tables = ["orders", "order_lines", "customers", "stock_levels", "payments"];
    private static readonly string[] Currencies = ["EUR", "EUR", "USD", "GBP", "CHF"];
    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
        "okhttp/4.12.0",
        "curl/8.5.0",
    ];

    private static readonly string[] Exceptions =
        ["System.TimeoutException", "System.Net.Http.HttpRequestException", "System.InvalidOperationException", "Npgsql.PostgresException"];

    private readonly byte[] _trace = new byte[16];
    private readonly byte[] _span = new byte[8];

    public void Write(WireWriter writer, int kind, ulong time)
    {
        writer.Fixed64(1, time);
        switch (kind)
        {
            case 0: Access(writer); break;
            case 1: Business(writer); break;
            case 2: Sql(writer); break;
            default: Exception(writer); break;
        }

        if (random.Next(3) == 0)
        {
            random.NextBytes(_trace);
        }

        if (random.Next(10) != 0)
        {
            random.NextBytes(_span);
            writer.Fixed32(8, 1).Bytes(9, _trace).Bytes(10, _span);
        }

        writer.Fixed64(11, time + (ulong)random.Next(1_000, 90_000));
    }

    private void Access(WireWriter writer)
    {
        var method = Pick(Methods);
        var route = Pick(Routes);
        var id = random.Next(1_000_000);
        var path = route.Replace("{id}", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var status = Statuses[random.Next(Statuses.Length)];
        var milliseconds = Math.Round(Math.Exp((random.NextDouble() * 6) - 1), 3);
        var address = Address();
        var bytes = random.Next(120, 90_000);
        Severity(writer, status >= 500 ? 17 : status >= 400 ? 13 : 9);
        Body(writer, string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path}?page={random.Next(1, 40)}&session={random.NextInt64():x16} HTTP/1.1 responded {status} in {milliseconds} ms, {bytes} bytes, for {address}, referred by https://shop.example.com/catalog/{random.Next(900)}"));
        Text(writer, "http.request.method", method);
        Text(writer, "http.route", route);
        Text(writer, "url.path", path);
        Text(writer, "url.scheme", "https");
        Int(writer, "http.response.status_code", status);
        Int(writer, "http.response.body.size", bytes);
        Double(writer, "http.server.request.duration", milliseconds / 1000);
        Text(writer, "client.address", address);
        Text(writer, "user_agent.original", Pick(Agents));
        Text(writer, "server.address", "shop.example.com");
        Text(writer, "network.protocol.version", "1.1");
        Text(writer, "http.request.id", $"{random.NextInt64():x16}{random.NextInt64():x16}");
    }

    private void Business(WireWriter writer)
    {
        var order = random.Next(10_000_000, 99_999_999);
        var customer = $"c-{random.Next(400_000):d7}";
        var amount = Math.Round(random.NextDouble() * 900, 2);
        var items = random.Next(1, 12);
        var currency = Pick(Currencies);
        Severity(writer, random.Next(20) == 0 ? 13 : 9);
        Body(writer, string.Create(
            CultureInfo.InvariantCulture,
            $"Order {order} of customer {customer} accepted with {items} items, total {amount:0.00} {currency}; reserved in warehouse W{random.Next(1, 7)} until {random.Next(24):00}:{random.Next(60):00}, confirmation sent to user{random.Next(90_000)}@mail.example.org"));
        Int(writer, "order.id", order);
        Text(writer, "customer.id", customer);
        Double(writer, "order.amount", amount);
        Text(writer, "order.currency", currency);
        Int(writer, "order.items", items);
        Bool(writer, "customer.returning", random.Next(3) != 0);
        Text(writer, "payment.reference", $"pay_{random.NextInt64():x16}{random.Next():x8}");
        Text(writer, "code.function.name", "Shop.Orders.OrderService.AcceptAsync");
        Text(writer, "code.file.path", "/src/Shop.Orders/Services/OrderService.cs");
        Int(writer, "code.line.number", 100 + (random.Next(12) * 7));
        Int(writer, "thread.id", random.Next(4, 40));
        Text(writer, "correlation.id", $"{random.NextInt64():x16}{random.NextInt64():x16}");
    }

    private void Sql(WireWriter writer)
    {
        var table = Pick(Tables);
        var rows = random.Next(0, 300);
        var milliseconds = Math.Round(random.NextDouble() * 40, 4);
        var text = $"SELECT t.id, t.created_at, t.updated_at, t.state, t.total, c.id, c.display_name FROM {table} AS t INNER JOIN customers AS c ON c.id = t.customer_id WHERE t.tenant_id = $1 AND t.state <> $2 ORDER BY t.created_at DESC LIMIT 50";
        Severity(writer, milliseconds > 38 ? 13 : 5);
        Body(writer, string.Create(
            CultureInfo.InvariantCulture,
            $"Executed DbCommand ({milliseconds:0.0}ms) [Parameters=[$1='{random.Next(5_000)}', $2='closed'], CommandType='Text', CommandTimeout='30'] returned {rows} rows"));
        Text(writer, "db.system.name", "postgresql");
        Text(writer, "db.namespace", "shop");
        Text(writer, "db.operation.name", "SELECT");
        Text(writer, "db.collection.name", table);
        Text(writer, "db.query.text", text);
        Int(writer, "db.response.returned_rows", rows);
        Double(writer, "db.client.operation.duration", milliseconds / 1000);
        Text(writer, "server.address", $"pg-{random.Next(1, 4)}.internal.example.net");
        Int(writer, "server.port", 5432);
        Int(writer, "thread.id", random.Next(4, 40));
    }

    private void Exception(WireWriter writer)
    {
        var type = Pick(Exceptions);
        var id = random.Next(1_000_000);
        var message = $"The operation on item {id} did not complete within {random.Next(1, 31)} s";
        Severity(writer, 17);
        Body(writer, $"Unhandled error while dispatching job {random.NextInt64():x16} (attempt {random.Next(1, 6)}): {message}");
        Text(writer, "exception.type", type);
        Text(writer, "exception.message", message);
        Text(
            writer,
            "exception.stacktrace",
            $"{type}: {message}\n   at Shop.Data.Connection.OpenAsync(CancellationToken token) in /src/Shop.Data/Connection.cs:line {random.Next(20, 90)}\n"
            + "   at Shop.Data.Repository`1.FindAsync(Int64 id, CancellationToken token) in /src/Shop.Data/Repository.cs:line 58\n"
            + "   at Shop.Orders.OrderService.LoadAsync(Int64 id, CancellationToken token) in /src/Shop.Orders/Services/OrderService.cs:line 131\n"
            + "   at Shop.Workers.Dispatcher.RunAsync(Job job, CancellationToken token) in /src/Shop.Workers/Dispatcher.cs:line 77\n"
            + "   at Shop.Workers.Loop.ExecuteAsync(CancellationToken stoppingToken) in /src/Shop.Workers/Loop.cs:line 42");
        Text(writer, "job.queue", "orders-high");
        Int(writer, "job.attempt", random.Next(1, 6));
        Bool(writer, "job.retryable", random.Next(2) == 0);
        Int(writer, "thread.id", random.Next(4, 40));
        Text(writer, "code.function.name", "Shop.Workers.Dispatcher.RunAsync");
    }

    private string Address() => $"{random.Next(11, 223)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}";

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static void Severity(WireWriter writer, int number) =>
        writer.Varint(2, (ulong)number).Text(3, number >= 17 ? "Error" : number >= 13 ? "Warning" : number >= 9 ? "Information" : "Debug");

    private static void Body(WireWriter writer, string text) => writer.Begin(5).Text(1, text).End();

    private static void Text(WireWriter writer, string key, string value) => Key(writer, key).Text(1, value).End().End();

    private static void Int(WireWriter writer, string key, long value) => Key(writer, key).Varint(3, (ulong)value).End().End();

    private static void Double(WireWriter writer, string key, double value) => Key(writer, key).Double(4, value).End().End();

    private static void Bool(WireWriter writer, string key, bool value) => Key(writer, key).Varint(2, value ? 1UL : 0).End().End();

    private static WireWriter Key(WireWriter writer, string key) => writer.Begin(6).Text(1, key).Begin(2);
}
