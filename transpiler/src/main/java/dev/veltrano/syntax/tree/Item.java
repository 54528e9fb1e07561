package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;

/// What may stand at the top level of a file.
public sealed interface Item extends Node
    permits Declaration, Item.Test, Item.ExternRust, Item.ExternClass, Item.Error {

  /// `test "adds" { … }`.
  record Test(String name, Span nameSpan, Statement.Block body, Span span) implements Item {}

  /// `extern rust "crate" { fun …; }`.
  record ExternRust(String crate, List<Declaration.Function> functions, Span span)
      implements Item {}

  /// `extern class Regex = "regex::Regex"`.
  record ExternClass(Name name, String rustPath, Span span) implements Item {}

  /// Input that is no item; it has been reported.
  record Error(Span span) implements Item {}
}
