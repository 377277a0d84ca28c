using Microsoft.AspNetCore.Components;

namespace LogPlatform.ControlPage.Explore;

/// <summary>The browser events of the page's own script.</summary>
[EventHandler("onrangeselected", typeof(RangeSelectedEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
