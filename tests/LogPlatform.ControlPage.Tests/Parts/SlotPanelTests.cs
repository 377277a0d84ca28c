using LogPlatform.ControlPage.Parts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;

namespace LogPlatform.ControlPage.Tests.Parts;

public sealed class SlotPanelTests
{
    [Theory]
    [InlineData("2.0-abcdef01")]
    [InlineData(null)]
    public async Task ASlotSaysWhichBuildsItsNodesRunWhetherItHasAReleaseOrNot(string? release)
    {
        var html = await RenderAsync(release, "0.1.0+aaaa", "0.1.0+bbbb", "0.1.0+bbbb");
        html.ShouldContain("<dt>Build</dt><dd class=\"mono\">0.1.0+aaaa, 0.1.0+bbbb</dd>");
    }

    [Fact]
    public async Task WhereAReleaseBringsItsOwnProgramNothingIsSaidOfBuilds() =>
        (await RenderAsync("2.0-abcdef01", null, null)).ShouldNotContain("Build");

    private static Task<string> RenderAsync(string? release, params string?[] builds)
    {
        var nodes = builds.Select((build, i) => new NodeStatus($"green-{i + 1}", NodeState.Ready, 42, 0, 0, 0, 0, 0, null) { Build = build }).ToList();
        return Rendered.HtmlAsync<SlotPanel>(
            (nameof(SlotPanel.Slot), new SlotStatus(Color.Green, false, release, 0, nodes)),
            (nameof(SlotPanel.Pointer), new PointerStatus(Color.Blue, 7, "1.0-01234567", DateTimeOffset.UnixEpoch)));
    }
}
