//! The position table: the bytes that the documentation fixes, and what is found in them.

mod encoder;

use encoder::{File, encode};
use veltrano_runtime::positions::{Place, Positions};

fn example() -> Vec<u8> {
    encode(&[
        File {
            rust: "src/main.rs",
            veltrano: "",
            entries: vec![],
        },
        File {
            rust: "src/app.rs",
            veltrano: "src/app.vl",
            entries: vec![((3, 5), (2, 3)), ((3, 13), (2, 9)), ((7, 9), (5, 1))],
        },
    ])
}

fn found(positions: Positions<'_>, file: &str, line: u32, column: u32) -> Option<String> {
    let place = positions.find(file, line, column);
    place.map(|Place { file, line, column }| format!("{file}:{line}:{column}"))
}

/// The bytes in the documentation of `veltrano_runtime::positions`.
#[test]
fn the_documented_example_is_right() {
    let source = include_str!("../src/positions.rs");
    let bytes: Vec<u8> = source
        .split("//! 56 4C 50 01  02")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap()
        .split_ascii_whitespace()
        .filter_map(|word| u8::from_str_radix(word, 16).ok())
        .collect();
    let documented = [b"VLP\x01\x02".as_slice(), &bytes].concat();
    assert_eq!(documented, example());
}

#[test]
fn the_last_entry_at_or_before_counts() {
    let table = example();
    let positions = Positions::new(&table, "src/main.rs");
    for (line, column, expected) in [
        (1, 1, None),
        (3, 4, None),
        (3, 5, Some("src/app.vl:2:3")),
        (3, 12, Some("src/app.vl:2:3")),
        (3, 13, Some("src/app.vl:2:9")),
        (3, 999, Some("src/app.vl:2:9")),
        (5, 1, Some("src/app.vl:2:9")),
        (7, 9, Some("src/app.vl:5:1")),
        (9_999, 1, Some("src/app.vl:5:1")),
    ] {
        let place = found(positions, "src/app.rs", line, column);
        assert_eq!(place.as_deref(), expected, "{line}:{column}");
    }
    assert_eq!(found(positions, "src/main.rs", 3, 5), None);
    assert_eq!(found(positions, "src/other.rs", 3, 5), None);
}

#[test]
fn what_precedes_the_callers_path_precedes_all() {
    let table = example();
    let place = Some("src/app.vl:5:1".to_string());
    let member = Positions::new(&table, "programs/hello/src/main.rs");
    assert_eq!(found(member, "programs/hello/src/app.rs", 8, 1), place);
    assert_eq!(found(member, "src/app.rs", 8, 1), None);
    assert_eq!(
        found(member, "programs/hello/veltrano-runtime/src/app.rs", 8, 1),
        None
    );

    let absolute = Positions::new(&table, "/home/ada/hello/src/app.rs");
    assert_eq!(found(absolute, "/home/ada/hello/src/app.rs", 8, 1), place);
    assert_eq!(found(absolute, "/home/bob/bumpalo/src/app.rs", 8, 1), None);

    let windows = Positions::new(&table, r"programs\hello\src\main.rs");
    assert_eq!(found(windows, r"programs\hello\src\app.rs", 8, 1), place);

    // `xsrc/main.rs` is no path that ends in the file `src/main.rs`.
    let other = Positions::new(&table, "xsrc/main.rs");
    assert_eq!(found(other, "xsrc/app.rs", 8, 1), None);
}

#[test]
fn the_longest_path_of_the_caller_counts() {
    let file = |rust| File {
        rust,
        veltrano: "a.vl",
        entries: vec![((1, 1), (1, 1))],
    };
    let table = encode(&[file("main.rs"), file("src/main.rs"), file("src/b.rs")]);
    let positions = Positions::new(&table, "x/src/main.rs");
    assert!(positions.find("x/src/b.rs", 1, 1).is_some());
}

#[test]
fn numbers_of_all_sizes_come_back() {
    let entries = vec![
        ((1, 1), (1, 1)),
        ((1, 128), (70_000, 300)),
        ((1, 16_384), (1, 2)),
        ((2, 1), (1, 1)),
        ((300, 40), (1, 1_000_000)),
        ((2_000_000, 1), (2_000_000_000, 1)),
        ((u32::MAX, u32::MAX), (1, 1)),
    ];
    let table = encode(&[File {
        rust: "ä/ö.rs",
        veltrano: "ä/ö und ü.vl",
        entries: entries.clone(),
    }]);
    let positions = Positions::new(&table, "ä/ö.rs");
    for ((line, column), veltrano) in entries {
        let place = positions.find("ä/ö.rs", line, column).unwrap();
        assert_eq!((place.line, place.column), veltrano);
        assert_eq!(place.file, "ä/ö und ü.vl");
    }
}

#[test]
fn a_damaged_table_finds_less_and_never_panics() {
    let table = example();
    let ask = |table: &[u8]| {
        let positions = Positions::new(table, "a/src/main.rs");
        for (line, column) in [(0, 0), (3, 5), (9, 9), (u32::MAX, u32::MAX)] {
            let _ = positions.find("a/src/app.rs", line, column);
        }
    };
    for end in 0..table.len() {
        ask(&table[..end]);
    }
    for at in 0..table.len() {
        for byte in [0, 1, 0x7F, 0x80, 0xFF, table[at] ^ 1] {
            let mut damaged = table.clone();
            damaged[at] = byte;
            ask(&damaged);
        }
    }
    assert!(
        Positions::new(&[], "src/main.rs")
            .find("src/main.rs", 1, 1)
            .is_none()
    );
}
