using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the rules of a release, once, before any record is processed. <c>docs/rules.md</c> describes the file.</summary>
public static class PipelineCompiler
{
    private const int MaxRules = 500;

    /// <summary>The compiled pipeline, or all mistakes of the file. An empty file is a valid pipeline without rules. Never throws.</summary>
    public static (RulePipeline? Pipeline, IReadOnlyList<PipelineError> Errors) Compile(string yaml)
    {
        var mistakes = new MistakeList();
        var root = ConfigReader.Read(yaml, mistakes);
        var rules = root is null ? [] : CompileFile(root, mistakes);
        return mistakes.IsEmpty
            ? (new RulePipeline(rules, ConfigFingerprint.Of(root)), [])
            : (null, mistakes.InOrder);
    }

    private static CompiledRule[] CompileFile(ConfigNode root, MistakeList mistakes)
    {
        if (root is not ConfigMap map)
        {
            mistakes.Add(root, $"expected a mapping with 'version' and 'rules', found {root.Kind}");
            return [];
        }

        var section = new ConfigSection(map, mistakes);
        section.Integer("version", section.Required("version", "the version of the file's format, 1"), 1, 1, 1);
        var node = section.Optional("rules");
        section.Close();
        if (node is not ConfigList list)
        {
            if (node is not null)
            {
                mistakes.Add(node, $"expected 'rules' to be a list, found {node.Kind}");
            }

            return [];
        }

        if (list.Items.Count > MaxRules)
        {
            mistakes.Add(list, $"expected at most {MaxRules} rules, found {list.Items.Count}");
            return [];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. list.Items.Select((item, index) => RuleCompiler.Compile(item, index + 1, names, mistakes)).OfType<CompiledRule>()];
    }
}
