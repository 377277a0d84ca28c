namespace LogPlatform.Storage.Query;

/// <summary>A value and how often it occurs.</summary>
/// <param name="Text">The value as text: severities by name, ids in hexadecimal digits.</param>
/// <param name="Count">Number of records.</param>
public readonly record struct FacetValue(string Text, long Count);
