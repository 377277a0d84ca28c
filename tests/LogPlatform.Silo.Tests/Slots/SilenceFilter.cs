using LogPlatform.Silo.Slots;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>Keeps a silent silo's agent from answering.</summary>
internal sealed class SilenceFilter(Silence silence, ILocalSiloDetails silo) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        silence.Silo == silo.Name && context.Grain is SiloAgent ? new TaskCompletionSource().Task : context.Invoke();
}
