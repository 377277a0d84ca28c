using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

/// <summary>A port of the cluster edition.</summary>
internal sealed class PgRecord<TPort>(Gateways gateways, Func<PostgresPorts, TPort> port) : IRestartable<TPort>
{
    private PostgresPorts? _ports;

    public TPort Port => port(_ports!);

    public static async Task<IRestartable<TPort>> OpenAsync(Func<PostgresPorts, TPort> port)
    {
        var record = new PgRecord<TPort>(await Gateways.NewAsync(), port);
        await record.RestartAsync();
        return record;
    }

    public async Task RestartAsync() => _ports = await gateways.OpenAsync();

    public ValueTask DisposeAsync() => gateways.DisposeAsync();
}
