/// The type checker: from syntax trees and resolved names to the typed tree.
@org.jspecify.annotations.NullMarked
package dev.veltrano.type.check;
