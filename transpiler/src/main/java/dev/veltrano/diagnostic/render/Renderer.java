package dev.veltrano.diagnostic.render;

import dev.veltrano.diagnostic.Diagnostic;
import java.util.List;

/// Turns diagnostics into text.
///
/// A pure function: the same diagnostics in the same order give the same text, which is empty or
/// ends with a line end. Line ends are `\n`. Callers order the diagnostics first.
public sealed interface Renderer permits HumanRenderer, ShortRenderer, JsonRenderer, SarifRenderer {

  String render(List<Diagnostic> diagnostics);
}
