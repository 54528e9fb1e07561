package dev.veltrano.type.tree;

import dev.veltrano.type.Type;

/// A parameter of a function, with the labels of its type; its default value, if it has one, is in
/// the checked function.
public record ParameterInfo(Local local, Labels labels, boolean hasDefault) {

  public String name() {
    return local.name();
  }

  public Type type() {
    return local.type();
  }
}
