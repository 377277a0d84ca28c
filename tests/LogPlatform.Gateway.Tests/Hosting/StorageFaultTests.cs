using System.Net;
using System.Text.Json;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>What the API answers while the storage is away.</summary>
public sealed class StorageFaultTests
{
    [Fact]
    public async Task ReadsAreToldToComeBackWhileTheStorageIsAway()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Status.Failure = new IOException("connection refused by 10.0.0.7");

        using var away = await gateway.Control().GetAsync("/api/v1/ledger", TestGateway.Token);
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        away.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        away.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        var problem = JsonDocument.Parse(await away.Content.ReadAsStringAsync(TestGateway.Token)).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(503);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldNotContain("10.0.0.7", customMessage: "where the database is is nobody's business");

        gateway.Status.Failure = null;
        using var back = await gateway.Control().GetAsync("/api/v1/ledger", TestGateway.Token);
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ABugIsNotCalledAnOutage()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Status.Failure = new InvalidOperationException("a bug");

        using var answer = await gateway.Control().GetAsync("/api/v1/ledger", TestGateway.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.RetryAfter.ShouldBeNull();
    }
}
