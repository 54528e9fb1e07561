//! What the arena's types promise: each program in `lifetimes/rejected` must not compile, and its
//! neighbour in `lifetimes/accepted` must. `TRYBUILD=overwrite` rewrites the expected messages, which
//! are those of the compiler that the project is built with.
#![cfg(not(miri))]

#[test]
fn rejected_and_accepted_programs() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/lifetimes/accepted/*.rs");
    cases.compile_fail("tests/lifetimes/rejected/*.rs");
}
