package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import java.util.List;
import java.util.Map;

/// A checked program. Look-ups go by symbol; functions include methods.
public record TypedProgram(
    List<TypedModule> modules,
    Map<Symbol.Function, TypedFunction> functions,
    Map<Symbol.Class, TypedClass> classes,
    Map<Symbol.Union, UnionInfo> unions,
    Map<Symbol.Requirement, RequirementInfo> requirements) {}
