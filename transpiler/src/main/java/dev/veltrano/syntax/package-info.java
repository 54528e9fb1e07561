/// From text to tokens and trees.
///
/// The lexer keeps tokens as parallel arrays over the bytes of the file; whatever lies between two
/// tokens is trivia. The parser is a hand-written recursive descent over those arrays, split by
/// layer of the grammar. It always yields a tree and all independent errors, and never throws.
@org.jspecify.annotations.NullMarked
package dev.veltrano.syntax;
