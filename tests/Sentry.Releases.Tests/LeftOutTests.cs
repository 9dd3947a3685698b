using System.Reflection;

namespace Sentry.Releases.Tests;

/// <summary>Says at the start why tests are left out; the runner itself prints only that they are.</summary>
[TestClass]
public sealed class LeftOutTests
{
    [AssemblyInitialize]
    public static void SayWhy(TestContext context)
    {
        var types = typeof(LeftOutTests).Assembly.GetTypes();
        var reasons = types.Concat<MemberInfo>(types.SelectMany(type => type.GetMethods()))
            .SelectMany(member => member.GetCustomAttributes<ConditionBaseAttribute>())
            .Where(condition => condition.IsConditionMet == (condition.Mode == ConditionMode.Exclude))
            .Select(condition => condition.IgnoreMessage)
            .Distinct();
        foreach (var reason in reasons)
            context.DisplayMessage(MessageLevel.Warning, $"Tests are left out: {reason}");
    }
}
