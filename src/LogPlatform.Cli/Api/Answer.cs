using System.Text.Json;

namespace LogPlatform.Cli.Api;

/// <summary>An answer of the server, as it came and as it is understood.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Json">As it came: what programs get to read.</param>
/// <param name="Value">As it is understood.</param>
internal sealed record Answer<T>(JsonElement Json, T Value)
    where T : class;
