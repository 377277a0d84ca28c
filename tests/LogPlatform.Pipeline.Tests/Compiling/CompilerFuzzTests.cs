using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Pipeline.Tests.Compiling;

public class CompilerFuzzTests
{
    private static readonly string[] Words =
    [
        "version", ": ", "1", "rules", "- ", "\n", "\n  ", "\n    ", "name", "when", "parse_json", "set", "redact", "sample", "timestamp", "severity", "{", "}",
        "[", "]", ",", "'", "\"", "&a ", "*a", "!t ", "|", ">", "? ", "#", "~", "true", "detectors", "email", "pattern", "(?<a>b)", "from", "body", "${", "a = b",
        "\t", "%", "---", "...", "\0", "é", "\ud800", "@", "`", "0.5", "on_error", "\\x", "<<",
    ];

    [Fact]
    public void NoTextMakesTheCompilerThrow()
    {
        var texts = Gen.Elements(Words).ListOf().Select(list => string.Concat(list));
        var files = Gen.OneOf(texts, texts.Select(text => "version: 1\nrules:\n" + text), texts.Select(text => "version: 1\nrules:\n- set:\n    " + text));
        Prop.ForAll(files.ToArbitrary(), text =>
        {
            var (pipeline, errors) = PipelineCompiler.Compile(text);
            return (pipeline is null) == (errors.Count > 0) && errors.All(error => error.Line >= 1 && error.Column >= 1 && error.Message.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(40));
    }

    [Fact]
    public void ADamagedFileNeverMakesTheCompilerThrow()
    {
        var yaml = DefaultRules.Yaml.Replace("  # - ", "  - ", StringComparison.Ordinal).Replace("  #   ", "    ", StringComparison.Ordinal);
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var damaged = yaml.ToCharArray().ToList();
            for (var j = random.Next(1, 6); j > 0; j--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(3))
                {
                    case 0:
                        damaged.RemoveRange(at, Math.Min(random.Next(1, 30), damaged.Count - at));
                        break;
                    case 1:
                        damaged.InsertRange(at, Words[random.Next(Words.Length)]);
                        break;
                    default:
                        damaged[at] = (char)random.Next(1, 300);
                        break;
                }
            }

            var (pipeline, errors) = PipelineCompiler.Compile(new string([.. damaged]));
            (pipeline is null).ShouldBe(errors.Count > 0);
        }
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        PipelineCompiler.Compile("version: 1\nrules: " + new string('[', 5000)).Errors[0].Message.ShouldContain("at most 16 levels");
        PipelineCompiler.Compile(new string(' ', 2 << 20)).Errors[0].Message.ShouldContain("at most 1048576 characters");
    }

    [Fact]
    public void NoBytesMakeARuleThrow()
    {
        var (pipeline, errors) = PipelineCompiler.Compile("""
            version: 1
            rules:
              - parse_json:
              - parse_logfmt:
              - parse_key_value:
              - parse_regex: { pattern: '(?<a>\w+)[=:](?<b>.*)' }
              - severity: a
              - timestamp: { from: b, formats: [rfc3339, unix, 'yyyy-MM-dd HH:mm'] }
              - redact: { detectors: all, patterns: ['[0-9]{3}'] }
              - truncate: { max_bytes: 20, fields: [body, attributes] }
              - set: { all: '${body} ${a} ${b.c}' }
            """);
        errors.ShouldBeEmpty();

        var random = new Random(11);
        var alphabet = "{}[]\":,\\u0a=. @-TZe+4"u8.ToArray();
        var run = new RuleRun();
        for (var i = 0; i < 3000; i++)
        {
            var bytes = new byte[random.Next(0, 60)];
            for (var j = 0; j < bytes.Length; j++)
            {
                bytes[j] = random.Next(5) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            run.Add(Value.OfString(run.Batch.Append(bytes)), ("a", Value.OfDouble(random.NextDouble() * 1e19)));
        }

        pipeline!.Apply(run.Batch);

        Enumerable.Range(0, 3000).ShouldAllBe(i => run.Fate(i) == RecordFate.Keep);
    }
}
