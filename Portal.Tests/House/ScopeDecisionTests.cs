using System.Reflection;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;

namespace Portal.Tests.House;

/// <summary>
/// Every way into the data has a decision: a store method takes the scope of whoever asks, or a thing that a scoped read
/// has handed out, or says why it needs neither.
/// </summary>
public sealed class ScopeDecisionTests
{
    private static readonly Type[] s_scopes = [typeof(EnterpriseScope), typeof(Actor)];

    /// <summary>Read within a scope; whoever holds one may read what belongs to it.</summary>
    private static readonly Type[] s_handedOut = [typeof(Filing), typeof(CaseRow)];

    [Fact]
    public void EveryStoreMethod_IsScopedOrSaysWhyNot()
    {
        var stores = Stores();
        Assert.Contains(typeof(CaseStore), stores);

        var undecided =
            (from store in stores
             from method in store.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
             where !method.IsSpecialName && !IsScoped(method) && !IsExcused(method)
             select $"{store.Name}.{method.Name}").ToList();
        Assert.True(undecided.Count == 0, string.Join(Environment.NewLine, undecided));
    }

    [Fact]
    public void AnExcuse_IsNotForAScopedMethod_AndHasAReason()
    {
        var excused =
            (from store in Stores()
             from method in store.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
             where method.GetCustomAttribute<UnscopedAttribute>() is not null
             select method).ToList();
        Assert.NotEmpty(excused);

        Assert.DoesNotContain(excused, method => IsScoped(method));
        Assert.All(excused, method => Assert.True(method.GetCustomAttribute<UnscopedAttribute>()!.Reason.Length > 10));
    }

    /// <summary>Whatever opens connections: found by what it is given, not by what it is called.</summary>
    private static List<Type> Stores() =>
    [
        .. typeof(Db).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsPublic: true, Namespace: not "Portal.Data.Storage" }
            && type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Db)))),
    ];

    private static bool IsScoped(MethodInfo method) => method.GetParameters().Any(parameter =>
        s_scopes.Contains(parameter.ParameterType)
        || s_handedOut.Contains(parameter.ParameterType)
        || parameter.ParameterType.GetProperties().Any(property => s_scopes.Contains(property.PropertyType)));

    private static bool IsExcused(MethodInfo method) =>
        method.GetCustomAttribute<UnscopedAttribute>() is not null || method.DeclaringType!.GetCustomAttribute<UnscopedAttribute>() is not null;
}
