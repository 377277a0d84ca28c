using LogPlatform.ControlPage.Parts;
using LogPlatform.Core.Slots;

namespace LogPlatform.ControlPage.Tests.Parts;

public sealed class SignTests
{
    [Fact]
    public async Task EveryToneHasASignOfItsOwnBesideItsColor()
    {
        var signs = new List<string>();
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var html = await Rendered.HtmlAsync<Badge>((nameof(Badge.Tone), tone), (nameof(Badge.Text), "so"));
            html.ShouldEndWith("so</span>");
            signs.Add(html.Split("aria-hidden=\"true\">")[1].Split('<')[0]);
        }

        signs.Distinct().Count().ShouldBe(signs.Count);
    }

    [Fact]
    public async Task ASlotIsToldByItsNameAndByItsShape()
    {
        var blue = await Rendered.HtmlAsync<SlotName>((nameof(SlotName.Slot), Color.Blue));
        var green = await Rendered.HtmlAsync<SlotName>((nameof(SlotName.Slot), Color.Green));

        blue.ShouldContain("<rect");
        blue.ShouldContain("Blue");
        green.ShouldContain("<circle");
        green.ShouldContain("Green");
    }

    [Theory]
    [InlineData(double.NaN, "0")]
    [InlineData(double.PositiveInfinity, "0")]
    [InlineData(-1, "0")]
    [InlineData(0.426, "43")]
    [InlineData(7, "100")]
    public async Task AMeterNeverLeavesItsBed(double share, string percent) =>
        (await Rendered.HtmlAsync<Meter>((nameof(Meter.Share), share), (nameof(Meter.Label), "x"))).ShouldContain($"aria-valuenow=\"{percent}\"");
}
