namespace LogPlatform.Gateway.Hosting;

/// <summary>Marks the page that people are shown at addresses where there is nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnknownAddressPageAttribute : Attribute;
