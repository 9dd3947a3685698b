using System.Reflection;
using System.Reflection.Emit;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Code that is reached from elsewhere, against the runtime's own table of instructions.</summary>
[TestClass]
public sealed class BranchTests
{
    private static readonly IReadOnlyList<OpCode> Instructions =
    [
        .. typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).Where(code => code.Size == 1),
    ];

    [TestMethod]
    public void Each_branch_leads_to_its_target_and_nothing_else_leads_anywhere()
    {
        Assert.HasCount(26, Instructions.Where(IsBranch));
        foreach (var instruction in Instructions)
        {
            var code = (byte)instruction.Value;
            Assert.AreEqual(IsBranch(instruction, OperandType.ShortInlineBrTarget), CodeRelease.IsBranchTarget([0, code, 3, 0, 0, 0, 0, 0], target: 6), $"{instruction}, short");
            Assert.AreEqual(IsBranch(instruction, OperandType.InlineBrTarget), CodeRelease.IsBranchTarget([0, code, 1, 0, 0, 0, 0, 0, 0], target: 7), $"{instruction}, long");
        }
    }

    [TestMethod]
    public void A_branch_may_lead_back()
    {
        Assert.IsTrue(CodeRelease.IsBranchTarget([0, 0, 0x2b, 0xfd], target: 1));
        Assert.IsTrue(CodeRelease.IsBranchTarget([0, 0, 0x38, 0xfa, 0xff, 0xff, 0xff], target: 1));
    }

    [TestMethod]
    public void An_operand_that_is_cut_off_leads_nowhere()
    {
        Assert.IsFalse(CodeRelease.IsBranchTarget([0, 0x38, 0, 0, 0], target: 5));
        Assert.IsFalse(CodeRelease.IsBranchTarget([0, 0x2b], target: 2));
    }

    /// <summary>Leaving a protected block empties the stack, so that no call follows with what was put on it.</summary>
    private static bool IsBranch(OpCode code) =>
        code.OperandType is OperandType.ShortInlineBrTarget or OperandType.InlineBrTarget && code != OpCodes.Leave && code != OpCodes.Leave_S;

    private static bool IsBranch(OpCode code, OperandType operand) => IsBranch(code) && code.OperandType == operand;
}
