using System.IO.Compression;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Sending;

/// <summary>What is to be sent: a file or standard input, unpacked, with its format known.</summary>
internal sealed class InputFile : IAsyncDisposable
{
    // As much of the start as telling the format takes.
    private const int PeekBytes = 4096;

    private readonly Stream _raw;
    private readonly Stream _contents;

    private InputFile(string name, Stream raw, Stream contents, LogFormat format)
    {
        Name = name;
        _raw = raw;
        _contents = contents;
        Format = format;
    }

    /// <summary>Name for the report.</summary>
    public string Name { get; }

    /// <summary>Its format.</summary>
    public LogFormat Format { get; }

    /// <summary>The contents.</summary>
    public Stream Contents => _contents;

    /// <summary>Size on disk; null for a pipe.</summary>
    public long? Length => _raw.CanSeek ? _raw.Length : null;

    /// <summary>How much of <see cref="Length"/> was read.</summary>
    public long Position => _raw.CanSeek ? _raw.Position : 0;

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="format">The format; None to find out.</param>
    /// <param name="context">The process.</param>
    /// <param name="cancellationToken">Stops waiting for the first bytes.</param>
    public static async Task<InputFile> OpenAsync(string path, LogFormat format, CliContext context, CancellationToken cancellationToken)
    {
        var isInput = path == "-";
        var raw = isInput ? context.OpenInput() : OpenFile(Path.GetFullPath(path, context.WorkingDirectory), path);
        var contents = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        if (format == LogFormat.None && !isInput)
        {
            format = LogFormats.OfFile(path);
        }

        if (format == LogFormat.None)
        {
            var start = new byte[PeekBytes];
            var length = await contents.ReadAsync(start, cancellationToken);
            format = LogFormats.OfContent(start.AsSpan(0, length));
            contents = new PrefixedStream(start.AsMemory(0, length), contents);
        }

        return new InputFile(isInput ? "standard input" : Path.GetFileName(path), raw, contents, format);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _contents.DisposeAsync();
        await _raw.DisposeAsync();
    }

    private static FileStream OpenFile(string full, string given)
    {
        try
        {
            return new FileStream(full, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"cannot read {given}: {e.Message}", "Name a file, or - for standard input.", e);
        }
    }
}
