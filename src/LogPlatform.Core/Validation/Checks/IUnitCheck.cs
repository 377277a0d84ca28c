namespace LogPlatform.Core.Validation.Checks;

/// <summary>A check on units that went through both releases.</summary>
public interface IUnitCheck : ICheck
{
    /// <summary>Takes a unit in.</summary>
    void Observe(PairedUnit unit);
}
