/// The pages behind the codes: what a message means, why the rule is there, how to go on.
@org.jspecify.annotations.NullMarked
package dev.veltrano.diagnostic.explain;
