using FsCheck;
using FsCheck.Fluent;

namespace Sentry.Releases.Tests;

/// <summary>
/// How properties are checked: with the same cases in every run, so that a run can be repeated and no change fails for a case that it did
/// not bring. To look for new cases, set <c>RANDOM_CASES</c> to how many a property is to have.
/// </summary>
internal static class RandomCases
{
    private const ulong Seed = 20_261_127, Gamma = 1;

    /// <param name="assert">Throws for a case that it does not hold for.</param>
    public static void Check<T>(int count, Gen<T> cases, Action<T> assert) =>
        FsCheck.Check.One(Of(count), Prop.ForAll(cases.ToArbitrary(), assert));

    private static Config Of(int count) => int.TryParse(Environment.GetEnvironmentVariable("RANDOM_CASES"), out var more)
        ? Config.QuickThrowOnFailure.WithMaxTest(more)
        : Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, Gamma);
}
