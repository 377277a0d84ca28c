using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Validation;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private RequestDelegate _answer = _ => Task.CompletedTask;

    public WebhookTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(http => _answer(http));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _app.StartAsync(Token);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("pass", Verdict.Pass)]
    [InlineData("fail", Verdict.Fail)]
    [InlineData("inconclusive", Verdict.Inconclusive)]
    [InlineData("PASS", Verdict.Inconclusive)]
    public async Task TheVerdictIsTheOneInTheBody(string word, Verdict verdict)
    {
        _answer = http => http.Response.WriteAsync($$"""{"verdict":"{{word}}","message":"because"}""", Token);
        (await AskAsync()).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public async Task ItIsToldWhatIsDeployedAndGetsTheConfiguredHeaders()
    {
        JsonElement question = default;
        var header = string.Empty;
        _answer = async http =>
        {
            question = (await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: Token)).RootElement;
            header = http.Request.Headers.Authorization;
            await http.Response.WriteAsync("""{"verdict":"pass"}""", Token);
        };
        await AskAsync();
        question.GetRawText().ShouldBe("""{"deployment":7,"release":"1.1","baseline":"1.0","stage":"Validation","slot":"Green"}""");
        header.ShouldBe("Bearer x");
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task AnotherStatusThan200IsNoVerdict(int status)
    {
        _answer = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        var answer = await AskAsync();
        answer.Verdict.ShouldBe(Verdict.Inconclusive);
        answer.Message.ShouldContain(status.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"verdict\":1}")]
    [InlineData("null")]
    public async Task ABodyThatIsNotTheExpectedJsonIsNoVerdict(string body)
    {
        _answer = http => http.Response.WriteAsync(body, Token);
        (await AskAsync()).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task ABodyBeyondTheBoundIsNoVerdict()
    {
        _answer = http => http.Response.WriteAsync($$"""{"verdict":"pass","message":"{{new string('x', 70_000)}}"}""", Token);
        (await AskAsync()).Message.ShouldContain("64 KiB");
    }

    [Fact]
    public async Task AnAddressWhereNobodyListensIsNoVerdict()
    {
        var url = _app.Urls.First();
        await _app.StopAsync(Token);
        (await AskAsync(url)).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    private async Task<CustomAnswer> AskAsync(string? url = null)
    {
        var check = new CustomCheckOptions { Url = new Uri(url ?? _app.Urls.First()) };
        check.Headers["Authorization"] = "Bearer x";
        using var probes = new CustomProbes(Options.Create(new CustomCheckList { ["hook"] = check }));
        return await probes.Find("hook")!.Value.Probe.AskAsync(new CustomQuestion(new DeploymentId(7), Names.New, Names.Old, CheckStage.Validation, Color.Green), Token);
    }
}
