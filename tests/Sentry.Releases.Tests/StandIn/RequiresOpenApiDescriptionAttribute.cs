namespace Sentry.Releases.Tests.StandIn;

/// <summary>Leaves a test out, and says so, where Sentry's API description is not beside the repository.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresOpenApiDescriptionAttribute : ConditionBaseAttribute
{
    public RequiresOpenApiDescriptionAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = $"Sentry's API description is not at {OpenApiDescription.RelativePath} from the repository's root.";

    public override string GroupName => nameof(RequiresOpenApiDescriptionAttribute);

    public override bool IsConditionMet => OpenApiDescription.IsPresent;
}
