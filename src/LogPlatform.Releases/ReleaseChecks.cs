using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Releases;

/// <summary>Whether what lies in a folder can be a release. Each check adds what is wrong to the errors; none of the code is run.</summary>
public static class ReleaseChecks
{
    /// <summary>The worker is there and is a program for this runtime.</summary>
    public static void CheckWorker(ReleaseFolder folder, List<string> errors)
    {
        foreach (var name in new[] { ReleaseFolder.WorkerAssemblyName, ReleaseFolder.WorkerRuntimeName })
        {
            if (!File.Exists(Path.Combine(folder.WorkerFolder, name)))
            {
                errors.Add($"missing binary: worker/{name} is not there");
            }
        }

        if (File.Exists(folder.WorkerAssembly) && !IsWorkerAssembly(folder.WorkerAssembly))
        {
            errors.Add($"foreign binary: worker/{ReleaseFolder.WorkerAssemblyName} is not the .NET program LogPlatform.Worker");
        }
    }

    /// <summary>The rules can be compiled.</summary>
    public static void CheckRules(ReleaseFolder folder, List<string> errors)
    {
        try
        {
            var rules = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(folder.RulesFile)).TrimStart('\uFEFF');
            errors.AddRange(PipelineCompiler.Compile(rules).Errors.Select(error => $"rules.yaml({error.Line},{error.Column}): {error.Message}"));
        }
        catch (DecoderFallbackException)
        {
            errors.Add("rules.yaml is not UTF-8");
        }
    }

    /// <summary>Every sample has its answer, and both are NDJSON.</summary>
    public static void CheckSamples(ReleaseFolder folder, List<string> errors)
    {
        if (!Directory.Exists(folder.SamplesFolder))
        {
            return;
        }

        var names = Directory.EnumerateFiles(folder.SamplesFolder).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var isInput = name.EndsWith(ReleaseFolder.InputSuffix, StringComparison.Ordinal);
            var stem = name[..^(isInput ? ReleaseFolder.InputSuffix : ReleaseFolder.OutputSuffix).Length];
            var other = stem + (isInput ? ReleaseFolder.OutputSuffix : ReleaseFolder.InputSuffix);
            if (!names.Contains(other))
            {
                errors.Add($"samples/{name} stands alone: samples/{other} is not there");
            }

            var bytes = File.ReadAllBytes(Path.Combine(folder.SamplesFolder, name));
            if (isInput ? FaultOfInput(bytes) is { } fault : (fault = FaultOfOutput(bytes)) is not null)
            {
                errors.Add($"samples/{name}: {fault}");
            }
        }
    }

    private static bool IsWorkerAssembly(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var binary = new PEReader(file);
            if (!binary.HasMetadata || binary.PEHeaders.CorHeader is not { EntryPointTokenOrRelativeVirtualAddress: not 0 })
            {
                return false;
            }

            var metadata = binary.GetMetadataReader();
            return metadata.IsAssembly && metadata.GetString(metadata.GetAssemblyDefinition().Name) == "LogPlatform.Worker";
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static string? FaultOfInput(byte[] bytes)
    {
        var verdict = EnvelopeInspector.Inspect(BatchFormat.Ndjson, bytes, new IngestLimits());
        return verdict.Error ?? (verdict.RecordCount == 0 ? "it holds no record" : null);
    }

    // An empty answer is one: nothing is kept of the sample.
    private static string? FaultOfOutput(byte[] bytes)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    continue;
                }
            }
            catch (JsonException)
            {
                // Said below.
            }

            return $"line {number} is no JSON object";
        }

        return null;
    }
}
