namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>Says which section of <c>docs/recipes.md</c> a test runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecipeAttribute(string section) : Attribute
{
    public string Section => section;
}
