namespace LogPlatform.Core.Audit;

/// <summary>Something that somebody did, or tried to do.</summary>
/// <param name="Actor">Who: a key's name and id, or <c>controller</c>.</param>
/// <param name="Action">What, as a dotted word: <c>deployment.start</c>, <c>pointer.switch</c>, <c>key.create</c>, <c>rollback.denied</c>.</param>
/// <param name="Subject">To what: <c>deployment/12</c>, <c>release/1.4.0</c>.</param>
/// <param name="Reason">Why, in the actor's words; may be empty.</param>
/// <param name="Detail">What else is worth knowing; may be empty.</param>
public sealed record AuditFact(string Actor, string Action, string Subject, string Reason = "", string Detail = "");
