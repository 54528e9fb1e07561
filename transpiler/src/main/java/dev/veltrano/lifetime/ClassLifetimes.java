package dev.veltrano.lifetime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lifetimes of a class: their names in order, and the types of its fields in terms of them.
///
/// `home` is the lifetime of what the class owns, `null` where it owns nothing. `allocates` tells
/// whether constructing one puts something into its home (the initial values of fields do), and
/// `initial` where: the only place is the parameter of the home. `exact` has one entry for each
/// lifetime: whether a reference must fit it exactly.
public record ClassLifetimes(
    List<String> parameters,
    @Nullable String home,
    List<LifetimeType> fields,
    boolean allocates,
    Sites initial,
    List<Boolean> exact) {}
