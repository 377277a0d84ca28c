using System.Globalization;
using System.Text;

namespace LogPlatform.Cli.Demo;

/// <summary>The rules of the demo's releases: the first, and what becomes of it.</summary>
internal static class DemoRules
{
    /// <summary>What the server starts with: personal data is redacted, wherever it is.</summary>
    public const string Yaml =
        """
        version: 1
        rules:
          - name: parse JSON bodies
            when: body like "{*"
            parse_json:
              from: body
              overwrite: false
              on_error: quarantine
          - name: redact personal data
            redact:
              detectors: [email, card, bearer, jwt]
              fields: all

        """;

    /// <summary>A good release: errors say who looks after them.</summary>
    public const string OnCall = Yaml +
        """
          - name: who looks after it
            when: severity >= ERROR
            set:
              oncall: shop-backend

        """;

    /// <summary>A release that was to redact only where personal data is known to be, with one name misspelt.</summary>
    public static string Misspelt { get; } = OnCall.Replace("fields: all", "fields: [body, costumer.email, payment.card]", StringComparison.Ordinal);

    /// <summary>A release whose own pattern knows the shop's addresses so far, and no others.</summary>
    public static string OwnPattern { get; } = OnCall.Replace("[email, card, bearer, jwt]", "[card, bearer, jwt]", StringComparison.Ordinal) +
        """
          - name: redact addresses of customers
            redact:
              patterns:
                - name: email
                  regex: '[a-z.]+@example\.net'
              fields: [body, customer.email]

        """;

    /// <summary>A release that is right and slow: it looks through every text for secrets that are not there, one costly pattern after the other.</summary>
    public static string Slow { get; } = AddPatterns();

    private static string AddPatterns()
    {
        const int Patterns = 40;
        var text = new StringBuilder(OnCall);
        text.Append(
            """
              - name: look for keys of every supplier
                redact:
                  patterns:

            """);
        for (var i = 1; i <= Patterns; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        - {{ name: supplier-{i}, regex: '[0-9a-zA-Z][0-9a-zA-Z_.-]*:s{i}:[0-9a-f]+' }}\n");
        }

        return text.Append("      fields: all\n").ToString();
    }
}
