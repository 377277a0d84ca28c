using System.Net;
using System.Text;
using LogPlatform.AppHost.Commands;

namespace LogPlatform.AppHost.Tests;

/// <summary>The dashboard's commands, against a gateway that answers as told.</summary>
public sealed class ControlApiTests
{
    private const string Running = """{"id":7,"release":"1.1-abc","phase":"AwaitingApproval"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheNewestReleaseIsDeployedAndTheSwitchWaitsForAPerson()
    {
        using var gateway = new Gateway(("GET api/v1/releases", 200, """{"active":"1.0-aaa","releases":[{"id":"1.1-abc"},{"id":"1.0-aaa"}]}"""), ("POST api/v1/deployments", 201, Running));

        var answer = await gateway.Api.DeployAsync(Cancel);

        answer.IsTaken.ShouldBeTrue();
        answer.Message.ShouldBe("Deployment 7 of 1.1-abc is AwaitingApproval.");
        gateway.Sent.ShouldContain("\"release\":\"1.1-abc\"");
        gateway.Sent.ShouldContain("\"autoPromote\":false");
    }

    [Fact]
    public async Task TheReleaseThatServesIsNotDeployedAgain()
    {
        using var gateway = new Gateway(("GET api/v1/releases", 200, """{"active":"1.0-aaa","releases":[{"id":"1.0-aaa"}]}"""));

        var answer = await gateway.Api.DeployAsync(Cancel);

        answer.IsTaken.ShouldBeFalse();
        answer.Message.ShouldContain("1.0-aaa, serves already");
    }

    [Fact]
    public async Task AnApprovalIsForTheLastDeployment()
    {
        using var gateway = new Gateway(("GET api/v1/deployments/latest", 200, Running), ("POST api/v1/deployments/7/approve", 200, Running));

        (await gateway.Api.ApproveAsync(Cancel)).IsTaken.ShouldBeTrue();
    }

    [Fact]
    public async Task WhatTheGatewayRefusesIsSaidInItsWords()
    {
        using var gateway = new Gateway(("POST api/v1/rollback", 409, """{"title":"Conflict","status":409,"detail":"There is nothing to go back to."}"""));

        var answer = await gateway.Api.RollBackAsync(Cancel);

        answer.IsTaken.ShouldBeFalse();
        answer.Message.ShouldBe("There is nothing to go back to.");
    }

    [Fact]
    public async Task WithoutADeploymentNothingIsApproved()
    {
        using var gateway = new Gateway(("GET api/v1/deployments/latest", 404, """{"detail":"There was no deployment yet."}"""));

        (await gateway.Api.ApproveAsync(Cancel)).ShouldBe(new DeploymentAnswer(false, "There was no deployment yet.", "{\n  \"detail\": \"There was no deployment yet.\"\n}"));
    }

    [Fact]
    public async Task AnErrorOfTheGatewayIsNoSuccess()
    {
        using var gateway = new Gateway(("GET api/v1/releases", 500, "{}"));

        await Should.ThrowAsync<HttpRequestException>(() => gateway.Api.DeployAsync(Cancel));
    }

    private sealed class Gateway : HttpMessageHandler
    {
        private readonly Queue<(string Request, int Status, string Body)> _answers;
        private readonly HttpClient _http;

        public Gateway(params (string Request, int Status, string Body)[] answers)
        {
            _answers = new(answers);
            _http = new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("http://gateway/") };
        }

        public ControlApi Api => new(_http);

        public string Sent { get; private set; } = string.Empty;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (expected, status, body) = _answers.Dequeue();
            $"{request.Method} {request.RequestUri!.AbsolutePath[1..]}".ShouldBe(expected);
            Sent = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }

        protected override void Dispose(bool disposing)
        {
            _http.Dispose();
            base.Dispose(disposing);
        }
    }
}
