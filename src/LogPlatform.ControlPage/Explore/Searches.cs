namespace LogPlatform.ControlPage.Explore;

internal sealed class Searches;
