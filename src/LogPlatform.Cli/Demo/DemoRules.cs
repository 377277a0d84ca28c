namespace LogPlatform.Cli.Demo;

/// <summary>The rules of the demo's server: those of a new installation, but strict about broken JSON.</summary>
internal static class DemoRules
{
    /// <summary>The rules file.</summary>
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
          - name: redact credentials
            redact:
              detectors: [bearer, jwt, card]
              fields: all
        """;
}
