/// Regions, contracts and placement: where everything lives.
@org.jspecify.annotations.NullMarked
package dev.veltrano.lifetime;
