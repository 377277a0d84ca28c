namespace LogPlatform.Cli.Load.Bodies;

/// <summary>The records of one OTLP request, drawn at random and put together by service. Used again for the next request.</summary>
internal sealed class ServiceGroups
{
    private readonly List<RecordTemplate>[] _groups = [.. SampleRecords.Services.Select(_ => new List<RecordTemplate>())];

    /// <summary>Draws <paramref name="count"/> records.</summary>
    /// <returns>The groups that are not empty.</returns>
    public IEnumerable<IReadOnlyList<RecordTemplate>> Draw(RecordTemplate[] templates, int count, ref Noise noise)
    {
        foreach (var group in _groups)
        {
            group.Clear();
        }

        for (var i = 0; i < count; i++)
        {
            var template = templates[noise.Below(templates.Length)];
            _groups[Array.IndexOf(SampleRecords.Services, template.Service)].Add(template);
        }

        return _groups.Where(group => group.Count > 0);
    }

    /// <summary>Bytes of all records drawn, without their numbers.</summary>
    public long Bytes()
    {
        long bytes = 0;
        foreach (var group in _groups)
        {
            foreach (var template in group)
            {
                bytes += template.Bytes.Length;
            }
        }

        return bytes;
    }
}
