using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.ControlPage.Tests;

/// <summary>What a component makes of its parameters, by the framework's own renderer.</summary>
internal static class Rendered
{
    /// <summary>The markup, with characters instead of entities.</summary>
    public static async Task<string> HtmlAsync<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => one.Value)));
            return WebUtility.HtmlDecode(root.ToHtmlString());
        });
    }
}
