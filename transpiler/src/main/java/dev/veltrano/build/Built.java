package dev.veltrano.build;

import dev.veltrano.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a build came to: everything that was found on the way, and the program if there is one.
public record Built(List<Diagnostic> diagnostics, @Nullable Path program) {}
