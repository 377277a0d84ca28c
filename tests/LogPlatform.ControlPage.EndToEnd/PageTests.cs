namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>One server and one browser for all tests, which take turns.</summary>
[CollectionDefinition(Name)]
public sealed class PageTests : ICollectionFixture<PageFixture>
{
    public const string Name = "page";
}
