package dev.veltrano.rust;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.rust.lower.ModuleLowering;
import java.util.List;

/// A program as Rust. With problems it has no modules.
public record RustCrate(
    List<RustModule> modules, List<ModuleLowering.TestName> tests, List<Diagnostic> problems) {}
