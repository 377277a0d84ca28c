using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Pipeline.Tests.Compiling;

public class PipelineCompilerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("version: 1")]
    [InlineData("version: 1\nrules:\n")]
    [InlineData("version: 1\nrules: []\n")]
    public void AFileWithoutRulesIsAPipelineThatDoesNothing(string yaml)
    {
        var (pipeline, errors) = PipelineCompiler.Compile(yaml);

        errors.ShouldBeEmpty();
        pipeline!.RuleNames.ShouldBeEmpty();
    }

    [Fact]
    public void TheDefaultRulesCompile()
    {
        var (pipeline, errors) = PipelineCompiler.Compile(DefaultRules.Yaml);

        errors.ShouldBeEmpty();
        pipeline!.RuleNames.ShouldBe(["parse JSON bodies", "redact credentials"]);
    }

    [Fact]
    public void TheExamplesInTheDefaultRulesCompile()
    {
        var (_, errors) = PipelineCompiler.Compile(DefaultRules.Yaml.Replace("  # - ", "  - ", StringComparison.Ordinal).Replace("  #   ", "    ", StringComparison.Ordinal));

        errors.ShouldBeEmpty();
    }

    // The file behind "version: 1\nrules:\n", so the first line of a case is line 3.
    [Theory]
    [InlineData("- drp: true", 3, 3, "unknown key 'drp'; did you mean 'drop'?")]
    [InlineData("- drop: true\n  whn: x", 4, 3, "unknown key 'whn'; did you mean 'when'?")]
    [InlineData("- name: x", 3, 3, "expected an action, one of parse_json, parse_logfmt, parse_regex, parse_key_value, set, rename, remove, severity, timestamp, drop, sample, quarantine, redact, truncate")]
    [InlineData("- drop: true\n  remove: a", 4, 3, "expected one action in a rule, found 'remove' beside 'drop': make it a rule of its own")]
    [InlineData("- just a text", 3, 3, "expected a rule, such as 'drop:' with a 'when:', found 'just a text'")]
    [InlineData("- drop: false", 3, 9, "expected 'drop' to be true (its condition stands in 'when'), found 'false'")]
    [InlineData("- name: ''\n  drop:", 3, 9, "expected 'name' to have 1 to 100 characters, found 0")]
    [InlineData("- name: a\n  drop:\n- name: a\n  drop:", 5, 9, "expected a name of its own: there is a rule 'a' already")]
    [InlineData("- drop: true\n  drop: true", 4, 3, "the key 'drop' is there already, in line 3")]
    [InlineData("- when: a = \n  drop:", 3, 12, "expected a value, found the end")]
    [InlineData("- when: service = x and severity >= loud\n  drop:", 3, 37, "expected TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or a number 1 to 24, found 'loud'")]
    [InlineData("- when: 'a b ('\n  drop:", 3, 15, "expected a word, a field or '(', found the end")]
    [InlineData("- when: \"a = \\\"x\\\" )\"\n  drop:", 3, 9, "expected 'and', 'or' or the end, found ')' (at character 9 of the condition)")]
    [InlineData("- when: [a]\n  drop:", 3, 9, "expected 'when' to be a text, found a list")]
    [InlineData("- when: generation = 1\n  drop:", 3, 9, "generation is known to the store only: rules cannot ask for it")]
    [InlineData("- when: time > -15m\n  drop:", 3, 16, "expected a fixed time: a relative time has no meaning here, found '-15m'")]
    [InlineData("- parse_json: { form: x }", 3, 17, "unknown key 'form'; did you mean 'from'?")]
    [InlineData("- parse_json: { colour: x }", 3, 17, "unknown key 'colour'; expected one of from, prefix, overwrite, on_error")]
    [InlineData("- parse_json: { overwrite: yes }", 3, 28, "expected 'overwrite' to be true or false, found 'yes'")]
    [InlineData("- parse_json: { on_error: quarantin }", 3, 27, "'on_error' cannot be 'quarantin'; did you mean 'quarantine'?")]
    [InlineData("- parse_json: { on_error: explode }", 3, 27, "'on_error' cannot be 'explode'; expected one of keep, quarantine, drop")]
    [InlineData("- parse_json: { from: a b }", 3, 23, "expected 'from' to be a field, such as body, attributes.user or `odd name`, found 'a b'")]
    [InlineData("- parse_json: [a]", 3, 15, "expected the options of 'parse_json' as a mapping, found a list")]
    [InlineData("- parse_regex: {}", 3, 16, "expected 'pattern': a regular expression with named groups, such as '(?<user>[a-z]+) logged in'")]
    [InlineData("- parse_regex: { pattern: 'a(b)' }", 3, 27, "expected 'pattern' to have a named group, such as (?<user>[a-z]+)")]
    [InlineData("- parse_regex: { pattern: '(?=a)(?<x>b)' }", 3, 27, "expected a regular expression without look-around, back-references and large repetitions (they would need backtracking)")]
    [InlineData("- parse_key_value: { pair_separator: '' }", 3, 38, "expected 'pair_separator' to have 1 to 16 characters, found 0")]
    [InlineData("- set:", 3, 7, "expected 'set' to be a mapping of fields to values, found nothing")]
    [InlineData("- set: { a: [1] }", 3, 13, "expected a text, a number, true or false, found a list")]
    [InlineData("- set: { a: '${b' }", 3, 13, "expected a closing } behind ${")]
    [InlineData("- set: { a: '${b c}' }", 3, 13, "expected a field between ${ and }, found 'b c'")]
    [InlineData("- set: { severity: 5 }", 3, 10, "the severity is set by the action 'severity'")]
    [InlineData("- set: { time: 5 }", 3, 10, "the time is set by the action 'timestamp'")]
    [InlineData("- set: { body.x: 5 }", 3, 10, "expected body as a whole, not a part of it")]
    [InlineData("- set: { release: 5 }", 3, 10, "release is known to the store only: rules cannot ask for it")]
    [InlineData("- rename: { a: a }", 3, 16, "expected a new name, found 'a' again")]
    [InlineData("- rename: [a]", 3, 11, "expected 'rename' to be a mapping of old names to new names, found a list")]
    [InlineData("- remove: [time]", 3, 12, "time cannot be removed")]
    [InlineData("- remove: []", 3, 11, "expected 'remove' to be a field or a list of fields, found a list")]
    [InlineData("- severity: {}", 3, 13, "expected 'from': the field with the severity")]
    [InlineData("- severity: { from: l, map: { x: loud } }", 3, 34, "expected a severity: TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or 1 to 24, found 'loud'")]
    [InlineData("- severity: { from: l, numbers: pin }", 3, 33, "'numbers' cannot be 'pin'; expected one of otel, syslog, bunyan")]
    [InlineData("- timestamp: { from: t, formats: [rfc] }", 3, 35, "expected a time format: rfc3339, unix, unix_ms, unix_us, unix_ns, or a pattern with year, month and day such as 'dd/MMM/yyyy:HH:mm:ss zzz', found 'rfc'")]
    [InlineData("- timestamp: { from: t, formats: 'HH:mm:ss' }", 3, 34, "expected a time format: rfc3339, unix, unix_ms, unix_us, unix_ns, or a pattern with year, month and day such as 'dd/MMM/yyyy:HH:mm:ss zzz', found 'HH:mm:ss'")]
    [InlineData("- timestamp: { from: t, offset: 2h }", 3, 33, "expected 'offset' to be a distance from UTC, such as \"+02:00\", found '2h'")]
    [InlineData("- sample: { rate: 2 }", 3, 19, "expected 'rate' to be a number from 0 to 1, found '2'")]
    [InlineData("- sample: {}", 3, 11, "expected 'rate': the share of records to keep, from 0 to 1")]
    [InlineData("- quarantine:", 3, 14, "expected 'quarantine' to be a reason of 1 to 200 characters, found nothing")]
    [InlineData("- redact: {}", 3, 11, "expected 'detectors', 'patterns' or both")]
    [InlineData("- redact: { detectors: [emial] }", 3, 25, "unknown detector 'emial'; did you mean 'email'?")]
    [InlineData("- redact: { detectors: [bearr] }", 3, 25, "unknown detector 'bearr'; did you mean 'bearer'?")]
    [InlineData("- redact: { patterns: ['a*'] }", 3, 24, "expected 'regex' not to match the empty text")]
    [InlineData("- redact: { patterns: ['('] }", 3, 24, "expected a regular expression: Invalid pattern '(' at offset 1. Not enough )'s.")]
    [InlineData("- redact: { detectors: all, fields: [resource.x] }", 3, 38, "expected all, body, attributes, resource, scope, event, severity_text or the name of an attribute, found 'resource.x'")]
    [InlineData("- redact: { detectors: all, salt: x }", 3, 35, "expected 'salt' with the method hash only")]
    [InlineData("- redact: { detectors: all, method: hash, replacement: x }", 3, 56, "expected 'replacement' with the method replace only")]
    [InlineData("- redact: { detectors: all, replacement: a@b.cd }", 3, 42, "expected a 'replacement' that does not look like a secret itself")]
    [InlineData("- truncate: {}", 3, 13, "expected 'max_bytes': the most bytes of a text")]
    [InlineData("- truncate: 0", 3, 13, "expected 'max_bytes' to be a whole number from 1 to 2147483647, found '0'")]
    [InlineData("- truncate: { max_bytes: 5, fields: event }", 3, 37, "expected body, attributes or the name of an attribute, found 'event'")]
    [InlineData("- &a drop: true", 3, 3, "expected a plain value, found an anchor or alias")]
    [InlineData("- drop: !!bool true", 3, 9, "expected a value without a tag")]
    public void AMistakeIsReportedWithItsPlace(string rules, int line, int column, string message)
    {
        var (pipeline, errors) = PipelineCompiler.Compile("version: 1\nrules:\n" + rules);

        pipeline.ShouldBeNull();
        errors.ShouldBe([new PipelineError(line, column, message)]);
    }

    [Theory]
    [InlineData("rules: []", 1, 1, "expected 'version': the version of the file's format, 1")]
    [InlineData("version: 2", 1, 10, "expected 'version' to be a whole number from 1 to 1, found '2'")]
    [InlineData("version: 1\nrule: []", 2, 1, "unknown key 'rule'; did you mean 'rules'?")]
    [InlineData("version: 1\nrules: x", 2, 8, "expected 'rules' to be a list, found 'x'")]
    [InlineData("- a", 1, 1, "expected a mapping with 'version' and 'rules', found a list")]
    [InlineData("version: 1\n---\nversion: 1", 2, 1, "expected the end of the file, found a second document")]
    public void AMistakeAtTheTopIsReportedWithItsPlace(string yaml, int line, int column, string message) =>
        PipelineCompiler.Compile(yaml).Errors.ShouldBe([new PipelineError(line, column, message)]);

    [Fact]
    public void AllMistakesOfAFileAreReportedInItsOrder()
    {
        var (_, errors) = PipelineCompiler.Compile("""
            version: 2
            rules:
              - name: one
                when: severity >= loud
                parse_jsn: body
              - set: { time: 1, a: '${' }
                whem: x
            extra: 1
            """);

        errors.Select(error => (error.Line, error.Column)).ShouldBe([(1, 10), (4, 23), (5, 5), (6, 12), (6, 24), (7, 5), (8, 1)]);
    }

    [Fact]
    public void WhatIsNotYamlIsReportedWithItsPlace()
    {
        var (_, errors) = PipelineCompiler.Compile("version: 1\nrules: [a, b\n");

        errors.Count.ShouldBe(1);
        errors[0].Message.ShouldStartWith("not valid YAML: ");
        errors[0].Line.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void LayoutCommentsAndQuotesDoNotChangeTheFingerprint()
    {
        var plain = PipelineCompiler.Compile("version: 1\nrules:\n- name: a\n  when: service = x\n  set: {b: 5}\n").Pipeline!.Fingerprint;

        PipelineCompiler.Compile("# c\nversion:   1\nrules:\n  - name: 'a' # c\n    when: \"service = x\"\n    set:\n      b: 5\n").Pipeline!.Fingerprint.ShouldBe(plain);
        PipelineCompiler.Compile("version: 1\nrules:\n- name: a\n  when: service = x\n  set: {b: '5'}\n").Pipeline!.Fingerprint.ShouldNotBe(plain);
        PipelineCompiler.Compile("version: 1\nrules:\n- name: a\n  when: service = y\n  set: {b: 5}\n").Pipeline!.Fingerprint.ShouldNotBe(plain);
        plain.Length.ShouldBe(64);
    }
}
