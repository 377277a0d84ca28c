using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LogPlatform.Gateway.Security;

/// <summary>Remembers with a request that its key has expired: its holder is told so, and what it tried is audited.</summary>
internal static class ExpiredKey
{
    /// <summary>Notes it.</summary>
    public static void Note(HttpContext http, ApiKey key) => http.Items[typeof(ExpiredKey)] = key;

    /// <summary>The expired key of a request; null when it has none.</summary>
    public static ApiKey? Of(HttpContext http) => http.Items.TryGetValue(typeof(ExpiredKey), out var key) ? key as ApiKey : null;

    /// <summary>The sentence for its holder.</summary>
    public static string Say(ApiKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"The key expired on {key.ExpiresAt:yyyy-MM-dd' at 'HH:mm:ss'Z'}; ask an operator for another.");
}
