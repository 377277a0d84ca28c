using Orleans.CodeGeneration;

namespace LogPlatform.Contracts.Processing;

/// <summary>
/// A client sends the calls of the method to the silos in turn. Otherwise it sends all calls to a grain to the silo that it chose for the first one, and a stateless worker is where
/// its call arrives: the other silos would have nothing to do.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[InvokableCustomInitializer(nameof(IRequest.AddInvokeMethodOptions), InvokeMethodOptions.Unordered)]
internal sealed class InTurnAttribute : Attribute;
