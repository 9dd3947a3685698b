namespace Sentry.StandIn.Store;

/// <summary>A code mapping with what it refers to.</summary>
internal sealed record StoredCodeMapping(long Id, StandInCodeMapping Source, StoredRepository Repository);
