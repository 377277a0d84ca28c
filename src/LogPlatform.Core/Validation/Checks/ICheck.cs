namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// A check: takes evidence in and says at any time what it makes of it. A fail is final; a pass can be lost again while evidence comes in. Not thread-safe: the
/// caller serialises.
/// </summary>
public interface ICheck
{
    /// <summary>What it says now.</summary>
    CheckReport Report();
}
