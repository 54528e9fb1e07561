package dev.veltrano.syntax.tree;

import dev.veltrano.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole source file. `hotModule` is the path of a leading `hot module` line.
public record FileTree(@Nullable Path hotModule, List<Import> imports, List<Item> items, Span span)
    implements Node {}
