package dev.veltrano.rust.ast;

import java.util.List;

/// An attribute: `#[name]` or, with arguments, `#[name(a, b)]`; the brackets and `#!` come from the
/// place where it stands. `name` may hold a value as well (`path = "x.rs"`).
public record Attr(String name, List<String> arguments) {
  public Attr {
    arguments = List.copyOf(arguments);
  }

  public static Attr of(String name, String... arguments) {
    return new Attr(name, List.of(arguments));
  }
}
