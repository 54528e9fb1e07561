@org.jspecify.annotations.NullMarked
package dev.veltrano.lifetime;
