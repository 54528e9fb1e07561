package dev.veltrano.type.check;

import dev.veltrano.type.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What functions and members of other languages are called here, for people who come from there.
final class ForeignNames {
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("printf", "print"),
          Map.entry("puts", "println"),
          Map.entry("echo", "println"),
          Map.entry("writeln", "println"),
          Map.entry("assert_eq", "assertEq"),
          Map.entry("assertEquals", "assertEq"),
          Map.entry("readln", "readLine"),
          Map.entry("readlnOrNull", "readLine"),
          Map.entry("input", "readLine"),
          Map.entry("read_line", "readLine"),
          Map.entry("exitProcess", "exit"),
          Map.entry("error", "panic"),
          Map.entry("throw", "panic"),
          Map.entry("raise", "panic"),
          Map.entry("TODO", "panic"));

  private static final Map<String, String> TEXT_MEMBERS =
      Map.ofEntries(
          Map.entry("len", "length"),
          Map.entry("size", "length"),
          Map.entry("count", "charCount()"),
          Map.entry("is_empty", "isEmpty()"),
          Map.entry("isBlank", "trim().isEmpty()"),
          Map.entry("strip", "trim()"),
          Map.entry("trim_start", "trimStart()"),
          Map.entry("trim_end", "trimEnd()"),
          Map.entry("starts_with", "startsWith(…)"),
          Map.entry("ends_with", "endsWith(…)"),
          Map.entry("indexOf", "find(…)"),
          Map.entry("lastIndexOf", "findLast(…)"),
          Map.entry("includes", "contains(…)"),
          Map.entry("substring", "[from..<to]"),
          Map.entry("slice", "[from..<to]"),
          Map.entry("charAt", "[index]"),
          Map.entry("toInt", "parseInt()"),
          Map.entry("toI64", "parseInt()"),
          Map.entry("toIntOrNull", "parseInt()"),
          Map.entry("toFloat", "parseFloat()"),
          Map.entry("toDouble", "parseFloat()"),
          Map.entry("toDoubleOrNull", "parseFloat()"),
          Map.entry("split_whitespace", "splitWhitespace()"),
          Map.entry("toUpperCase", "toUpper()"),
          Map.entry("uppercase", "toUpper()"),
          Map.entry("to_uppercase", "toUpper()"),
          Map.entry("toLowerCase", "toLower()"),
          Map.entry("lowercase", "toLower()"),
          Map.entry("to_lowercase", "toLower()"),
          Map.entry("replaceAll", "replace(…)"),
          Map.entry("padLeft", "padStart(…)"),
          Map.entry("padRight", "padEnd(…)"),
          Map.entry("removePrefix", "stripPrefix(…)"),
          Map.entry("removeSuffix", "stripSuffix(…)"));

  private static final Map<String, String> NUMBER_MEMBERS =
      Map.ofEntries(
          Map.entry("toDouble", "toF64()"),
          Map.entry("toLong", "toI64()"),
          Map.entry("toByte", "toI8()"),
          Map.entry("toShort", "toI16()"),
          Map.entry("powi", "pow(…)"),
          Map.entry("powf", "pow(…)"),
          Map.entry("log", "ln()"),
          Map.entry("coerceIn", "clamp(…)"),
          Map.entry("coerceAtLeast", "max(…)"),
          Map.entry("coerceAtMost", "min(…)"),
          Map.entry("is_nan", "isNaN()"));

  private static final Map<String, String> CHAR_MEMBERS =
      Map.ofEntries(
          Map.entry("isLetterOrDigit", "isLetter() || c.isDigit()"),
          Map.entry("isAlphabetic", "isLetter()"),
          Map.entry("is_alphabetic", "isLetter()"),
          Map.entry("is_numeric", "isDigit()"),
          Map.entry("isSpace", "isWhitespace()"),
          Map.entry("isUpperCase", "isUpper()"),
          Map.entry("isLowerCase", "isLower()"),
          Map.entry("toInt", "code"),
          Map.entry("ord", "code"));

  private static final Map<String, String> BUFFER_MEMBERS =
      Map.ofEntries(
          Map.entry("len", "length"),
          Map.entry("size", "length"),
          Map.entry("is_empty", "isEmpty()"),
          Map.entry("add", "push(…)"),
          Map.entry("append", "push(…)"),
          Map.entry("removeLast", "pop()"),
          Map.entry("extend", "addAll(…)"),
          Map.entry("get", "[index]"),
          Map.entry("at", "[index]"),
          Map.entry("set", "[index] = …"),
          Map.entry("includes", "contains(…)"),
          Map.entry("foreach", "forEach { … }"),
          Map.entry("for_each", "forEach { … }"),
          Map.entry("some", "any { … }"),
          Map.entry("every", "all { … }"),
          Map.entry("reduce", "fold(start) { … }"),
          Map.entry("joinToString", "join(…)"),
          Map.entry("sort_by_key", "sortBy { … }"));

  private ForeignNames() {}

  static @Nullable String function(String name) {
    return FUNCTIONS.get(name);
  }

  static @Nullable String member(Type type, String name) {
    if (name.equals("unwrap") && type.isNullable()) {
      return "!!";
    }
    if (type == Type.Primitive.STR) {
      return TEXT_MEMBERS.get(name);
    }
    if (type instanceof Type.Buffer) {
      return BUFFER_MEMBERS.get(name);
    }
    if (type == Type.Primitive.CHAR) {
      return CHAR_MEMBERS.get(name);
    }
    return type.isNumber() ? NUMBER_MEMBERS.get(name) : null;
  }
}
