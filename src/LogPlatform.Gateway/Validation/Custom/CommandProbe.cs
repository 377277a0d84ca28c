using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>Starts the program; the answer is its standard output, or without any its exit code: 0 passes, 1 fails.</summary>
internal sealed class CommandProbe(CustomCheckOptions options) : ICustomProbe
{
    public async Task<CustomAnswer> AskAsync(CustomQuestion question, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(options.Command!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        options.Arguments.ForEach(start.ArgumentList.Add);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return CustomAnswer.None($"the program cannot be started: {missing.Message}");
        }

        try
        {
            return await TalkAsync(process, question, cancellationToken);
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<CustomAnswer> TalkAsync(Process process, CustomQuestion question, CancellationToken cancellationToken)
    {
        // Read and thrown away, so that a talkative program does not block on a full pipe.
        var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        await TellAsync(process, question, cancellationToken);
        var output = await CustomReplyReader.ReadBoundedAsync(process.StandardOutput.BaseStream, cancellationToken);
        if (output is null)
        {
            return CustomAnswer.None("the program wrote more than 64 KiB");
        }

        await process.WaitForExitAsync(cancellationToken);
        await complaints;
        return output.AsSpan().Trim(" \r\n\t"u8).IsEmpty ? ByExitCode(process.ExitCode) : CustomReplyReader.Read(output);
    }

    private static async Task TellAsync(Process process, CustomQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await JsonSerializer.SerializeAsync(input, question, CustomJson.Default.CustomQuestion, cancellationToken);
        }
        catch (IOException)
        {
            // It does not care to read the question.
        }
    }

    private static CustomAnswer ByExitCode(int code) => code switch
    {
        0 => new CustomAnswer(Verdict.Pass, "the program ended with 0"),
        1 => new CustomAnswer(Verdict.Fail, "the program ended with 1"),
        _ => CustomAnswer.None(string.Create(CultureInfo.InvariantCulture, $"the program ended with {code}")),
    };

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
