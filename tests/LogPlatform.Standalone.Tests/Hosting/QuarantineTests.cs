using System.Net;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Hosting;

public sealed class QuarantineTests
{
    private const string Strict = """
        version: 1
        rules:
          - name: order lines are JSON
            when: service = orders
            parse_json:
              on_error: quarantine
        """;

    [Fact]
    public async Task WhatCannotBeProcessedIsListedWithItsReasonAndProcessedAgainUnderBetterRules()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var rules = Path.Combine(folder.Path, "rules.yaml");
        await File.WriteAllTextAsync(rules, Strict, TestContext.Current.CancellationToken);
        await using (var strict = await StandaloneProcess.StartAsync(data, "--open", "--rules", rules))
        {
            using var lines = new StringContent("not json at all\n");
            using var sent = await strict.Http.PostAsync(new Uri(strict.Otlp, "ingest?service=orders"), lines, TestContext.Current.CancellationToken);
            sent.StatusCode.ShouldBe(HttpStatusCode.OK);
            await strict.SettleAsync();
            var listed = (await strict.GetAsync("api/v1/quarantine")).GetRawText();
            listed.ShouldContain("order lines are JSON");
            (await strict.GetAsync("api/v1/ledger")).GetProperty("quarantined").GetInt64().ShouldBe(1);
            (await strict.ExportAsync("service = orders")).ShouldBeEmpty();
            await strict.StopAsync();
        }

        await File.WriteAllTextAsync(rules, "version: 1\n", TestContext.Current.CancellationToken);
        await using var lenient = await StandaloneProcess.StartAsync(data, "--open", "--rules", rules);
        using var answer = await lenient.Http.PostAsync(new Uri("api/v1/quarantine/reprocess", UriKind.Relative), null, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var found = await lenient.ExportAsync("service = orders");
        found.Single().GetProperty("body").GetString().ShouldBe("not json at all");
        (await lenient.GetAsync("api/v1/ledger")).GetProperty("balanced").GetBoolean().ShouldBeTrue();
        (await lenient.GetAsync("api/v1/quarantine")).GetRawText().ShouldNotContain("order lines are JSON");
    }
}
