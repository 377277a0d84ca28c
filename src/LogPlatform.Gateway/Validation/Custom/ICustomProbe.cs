namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>A way to ask a custom check.</summary>
internal interface ICustomProbe
{
    /// <summary>Asks once. What goes wrong is an answer without a verdict.</summary>
    /// <exception cref="OperationCanceledException">The limit passed, or the stage ended.</exception>
    Task<CustomAnswer> AskAsync(CustomQuestion question, CancellationToken cancellationToken);
}
