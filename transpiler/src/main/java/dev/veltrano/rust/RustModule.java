package dev.veltrano.rust;

import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.print.Printed;

/// One module as Rust: where it stands in the crate, and its text with what is known of positions.
public record RustModule(ModuleFile module, ModulePlace place, Printed printed) {}
