namespace LogPlatform.Core.Ports;

/// <summary>A node of a slot was lost, or its answer made no sense, while it held a unit of work.</summary>
public sealed class ProcessorFailedException : Exception
{
    /// <summary>
    /// Whether the node was working on the unit when it failed, so that the unit may be to blame; false when the unit was only waiting there.
    /// </summary>
    public bool WasProcessing { get; init; } = true;

    /// <summary>Creates the exception.</summary>
    public ProcessorFailedException()
    {
    }

    /// <summary>Creates the exception with what happened.</summary>
    public ProcessorFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what happened and its cause.</summary>
    public ProcessorFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
