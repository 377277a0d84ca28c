using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Validation;

/// <summary>What a stage needs of its host.</summary>
internal sealed record StageServices(
    UnitMirror Mirror,
    ISlotProvisioner Slots,
    IReleaseCatalog Releases,
    ISampleRunner Samples,
    IJournal Journal,
    IRecordStore Store,
    CustomProbes CustomChecks,
    IOptions<MirrorOptions> MirrorOptions,
    IOptions<DispatchOptions> DispatchOptions,
    MirrorInstruments Instruments,
    SlotInstruments SlotInstruments,
    TimeProvider Time)
{
    public MirrorOptions Options => MirrorOptions.Value;

    /// <summary>How recorded batches are grouped into units.</summary>
    public DispatchOptions Grouping => DispatchOptions.Value;
}
