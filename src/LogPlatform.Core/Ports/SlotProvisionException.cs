namespace LogPlatform.Core.Ports;

/// <summary>Nodes of a release could not be brought up. The message says why, for a person.</summary>
public sealed class SlotProvisionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SlotProvisionException()
    {
    }

    /// <summary>Creates the exception with what happened.</summary>
    public SlotProvisionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what happened and its cause.</summary>
    public SlotProvisionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
