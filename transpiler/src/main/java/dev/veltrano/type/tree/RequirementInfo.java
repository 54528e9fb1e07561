package dev.veltrano.type.tree;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a requirement asks for. `self` stands for the type that satisfies it.
public record RequirementInfo(
    Symbol.Requirement symbol, Type.Parameter self, List<RequiredMember> members) {

  /// The member of that name, or `null`.
  public @Nullable RequiredMember member(String name) {
    for (RequiredMember member : members) {
      if (member.name().equals(name)) {
        return member;
      }
    }
    return null;
  }
}
