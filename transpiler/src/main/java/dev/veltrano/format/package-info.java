/// The formatter: one layout for each file, found from its tokens, its comments and its tree.
@org.jspecify.annotations.NullMarked
package dev.veltrano.format;
