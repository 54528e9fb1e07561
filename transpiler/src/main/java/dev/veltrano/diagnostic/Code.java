package dev.veltrano.diagnostic;

/// The stable codes of everything that Veltrano reports. A code never changes its meaning and is
/// never given to something else; each has a page that `veltrano explain` shows, and a test case.
///
/// The hundreds tell the area: 01 text, 02 names and imports, 03 types and members, 04 labels and
/// lifetimes, 05 ends of arenas, 06 threads and channels, 07 unions and matching, 08 modules, hot
/// and foreign code, 09 project.
public enum Code {
  // 01: text
  UNKNOWN_CHARACTER("VL0101"),
  UNTERMINATED_LITERAL("VL0102"),
  BAD_ESCAPE("VL0103"),
  BAD_NUMBER("VL0104"),
  BAD_CHAR_LITERAL("VL0105"),
  UNTERMINATED_COMMENT("VL0106"),
  NOT_UTF8("VL0107"),
  FILE_TOO_LARGE("VL0108"),
  BAD_FORMAT_TEXT("VL0109"),
  EXPECTED("VL0110"),
  UNCLOSED("VL0111"),
  UNEXPECTED_CLOSER("VL0112"),
  MISSING_STATEMENT_END("VL0113"),
  FOREIGN_HABIT("VL0114"),
  NESTING_TOO_DEEP("VL0115"),
  CHAINED_COMPARISON("VL0116"),
  NO_EFFECT("VL0117"),
  MISPLACED("VL0118"),
  // 02: names and imports
  UNKNOWN_NAME("VL0201"),
  DUPLICATE_NAME("VL0202"),
  UNKNOWN_MODULE("VL0203"),
  NOT_EXPORTED("VL0204"),
  IMPORT_CLASH("VL0205"),
  UNUSED_IMPORT("VL0206", Severity.WARNING),
  UNUSED_VARIABLE("VL0207", Severity.WARNING),
  BAD_MODULE_NAME("VL0208"),
  RUST_NAME_CLASH("VL0209"),
  UNKNOWN_LABEL("VL0210"),
  NO_MAIN("VL0211"),
  // 03: types and members
  NOT_SUPPORTED_YET("VL0301"),
  TYPE_MISMATCH("VL0302"),
  UNKNOWN_TYPE("VL0303"),
  UNKNOWN_MEMBER("VL0304"),
  WRONG_ARGUMENTS("VL0305"),
  NOT_CALLABLE("VL0306"),
  NOT_ASSIGNABLE("VL0307"),
  NOT_INITIALISED("VL0308"),
  MISSING_RETURN("VL0309"),
  UNREACHABLE("VL0310", Severity.WARNING),
  LITERAL_OUT_OF_RANGE("VL0311"),
  BAD_OPERANDS("VL0312"),
  NULLABLE_ACCESS("VL0313"),
  USELESS_CHECK("VL0314", Severity.WARNING),
  INFINITE_TYPE("VL0315"),
  NOT_CONSTANT("VL0316"),
  TYPE_NEEDED("VL0317"),
  JUMP_OUTSIDE("VL0318"),
  BAD_FORMAT("VL0319"),
  TRY_OUTSIDE("VL0320"),
  WRONG_TYPE_ARGUMENTS("VL0321"),
  NEVER_CHANGED("VL0322", Severity.WARNING),
  CERTAIN_PANIC("VL0323"),
  BAD_MAIN("VL0324"),
  UNUSED_RESULT("VL0325", Severity.WARNING),
  LAMBDA_ESCAPES("VL0326"),
  NO_REFERENCE("VL0327"),
  BAD_FORWARD("VL0328"),
  AMBIGUOUS_MEMBER("VL0329"),
  CAPTURES_VARIABLE("VL0330"),
  NOT_SATISFIED("VL0331"),
  BAD_TYPE_ARGUMENT("VL0332"),
  UNUSED_TYPE_PARAMETER("VL0333"),
  ENDLESS_TYPES("VL0334"),
  BAD_REQUIREMENT("VL0335"),
  // 04: labels and lifetimes
  ESCAPES("VL0403"),
  AMBIGUOUS_PLACE("VL0404"),
  UNRELATED_LABELS("VL0405"),
  NOT_REQUIRED("VL0406"),
  LAMBDA_KEEPS("VL0407"),
  NO_ALLOCATOR("VL0408"),
  NOT_INSIDE("VL0409"),
  UNKNOWN_LIFETIME("VL0410"),
  LABEL_SHADOWS("VL0411"),
  OWN_LABEL_IN_SIGNATURE("VL0412"),
  WRONG_LABELS("VL0413"),
  UNUSED_LABEL("VL0414", Severity.WARNING),
  // 05: ends of arenas and temporaries
  USED_AFTER_END("VL0501"),
  TEMPORARY_ESCAPES("VL0502"),
  ARENA_ALIASED("VL0510"),
  NOT_THE_OWNER("VL0511"),
  END_IN_LAMBDA("VL0512"),
  // 07: unions and matching
  NOT_EXHAUSTIVE("VL0701"),
  UNREACHABLE_CASE("VL0702", Severity.WARNING),
  BAD_PATTERN("VL0703"),
  BAD_VARIANT("VL0704"),
  NEVER_IS("VL0705"),
  // 09: project
  BAD_MANIFEST("VL0901"),
  CANNOT_READ("VL0902"),
  CANNOT_WRITE("VL0903"),
  NO_CARGO("VL0904"),
  CARGO_FAILED("VL0905"),
  GENERATED_RUST("VL0906"),
  FOREIGN_FILE("VL0907"),
  BUSY("VL0908");

  private final String id;
  private final Severity severity;

  Code(String id) {
    this(id, Severity.ERROR);
  }

  Code(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
  }

  /// The code as people see it: `VL0302`.
  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }
}
