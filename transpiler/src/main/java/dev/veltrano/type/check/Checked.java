package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.type.tree.TypedProgram;
import java.util.List;

/// The result of type checking: the typed program and what was wrong. The program is complete only
/// if no diagnostic is an error.
public record Checked(TypedProgram program, List<Diagnostic> diagnostics) {}
