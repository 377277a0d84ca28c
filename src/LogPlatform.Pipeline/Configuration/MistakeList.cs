using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>Collects the mistakes of a file, so that one run shows them all.</summary>
internal sealed class MistakeList
{
    private const int Most = 100;

    private readonly List<PipelineError> _mistakes = [];

    public bool IsEmpty => _mistakes.Count == 0;

    /// <summary>The mistakes in the order of the file.</summary>
    public IReadOnlyList<PipelineError> InOrder => [.. _mistakes.OrderBy(static mistake => (mistake.Line, mistake.Column))];

    public void Add(ConfigNode node, string message) => Add(node.Line, node.Column, message);

    public void Add(int line, int column, string message)
    {
        if (_mistakes.Count < Most)
        {
            _mistakes.Add(new PipelineError(line, column, message));
        }
    }
}
