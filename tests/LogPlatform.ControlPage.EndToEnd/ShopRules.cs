namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>The rules of the tests' releases.</summary>
internal static class ShopRules
{
    /// <summary>What the server starts with.</summary>
    public const string Base =
        """
        version: 1
        rules:
          - name: redact personal data
            redact:
              detectors: [email, card]
              fields: all

        """;

    /// <summary>A good release: errors say who looks after them.</summary>
    public const string OnCall = Base +
        """
          - name: who looks after it
            when: severity >= ERROR
            set:
              oncall: shop-backend

        """;

    /// <summary>A bad one: a field's name is misspelt, so addresses stay in the clear.</summary>
    public static string Misspelt { get; } = OnCall.Replace("fields: all", "fields: [body, costumer.email]", StringComparison.Ordinal);
}
