//! The table that leads from places in generated Rust to places in Veltrano source.
//!
//! The transpiler writes it, the program holds it with `include_bytes!`, and [`run`](crate::run)
//! takes it. So a panic names the line that the user wrote, in release builds too, and the generated
//! code carries no positions itself.
//!
//! # Bytes
//!
//! A *uvarint* is an unsigned number below 2^32 in LEB128: seven bits a byte, the lowest first, the
//! high bit set on all bytes but the last. An *svarint* is a signed number `n` as the uvarint
//! `(n << 1) ^ (n >> 31)`. A *text* is a uvarint with its length in bytes, then UTF-8.
//!
//! ```text
//! table = 56 4C 50 01              "VLP" and the version of this format
//!         uvarint                  number of files
//!         file …
//! file  = text                     the Rust file, relative to the package, parted by "/": src/app.rs
//!         text                     the Veltrano file as it shall be printed: src/app.vl
//!         uvarint                  number of bytes of the entries
//!         entry …
//! entry = uvarint                  Rust line, less that of the entry before
//!         uvarint                  Rust column, less that of the entry before
//!         svarint                  Veltrano line, less that of the entry before
//!         svarint                  Veltrano column, less that of the entry before
//! ```
//!
//! Lines and columns count from 1; "the entry before" the first one of a file is (0, 0) and (0, 0).
//! Where a line differs from that of the entry before, the column before counts as 0. Entries are in
//! strictly increasing order of Rust line and column. Veltrano columns are characters. Rust columns
//! are those of [`std::panic::Location`], which counts the width on a terminal: two for a wide
//! character, none for a combining one, four for a tab.
//!
//! The place of a panic is that of the last entry at or before it in its file.
//!
//! The Rust files of a table are recognised by the file that calls [`run`](crate::run) or
//! [`install_panic_hook`](crate::install_panic_hook): it must be one of them, if only without
//! entries. What precedes its path in `Location::file` (a folder of a Cargo workspace) must precede
//! the others too. So a file of a foreign crate that has the same name is not mistaken for ours.
//!
//! # Example
//!
//! `src/main.rs` without entries, and `src/app.rs` made from `src/app.vl`, where 3:5 comes from 2:3,
//! 3:13 from 2:9, and 7:9 from 5:1:
//!
//! ```text
//! 56 4C 50 01  02
//! 0B 73 72 63 2F 6D 61 69 6E 2E 72 73   00                                 00
//! 0A 73 72 63 2F 61 70 70 2E 72 73      0A 73 72 63 2F 61 70 70 2E 76 6C   0C
//! 03 05 04 06   00 08 00 0C   04 09 06 02
//! ```

/// The first bytes of every table.
const MAGIC: &[u8] = b"VLP\x01";

/// A place in a source file. Lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file, as it shall be printed.
    pub file: &'a str,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A table together with what precedes its Rust files in the paths that rustc knows them by.
#[derive(Clone, Copy, Debug)]
pub struct Positions<'a> {
    bytes: &'a [u8],
    prefix: &'a str,
}

impl<'a> Positions<'a> {
    /// The table in `bytes`, handed over by the Rust file `caller`, a path as rustc knows it.
    ///
    /// Nothing is decoded now. A table that is damaged, or that does not list `caller`, finds
    /// nothing or too little; it does not panic.
    pub fn new(bytes: &'a [u8], caller: &'a str) -> Positions<'a> {
        let prefix = Files::of(bytes)
            .filter_map(|file| {
                let start = caller.len().checked_sub(file.rust.len())?;
                let (prefix, path) = caller.split_at_checked(start)?;
                let whole = prefix.is_empty() || prefix.ends_with(['/', '\\']);
                (whole && same_path(path, file.rust)).then_some(prefix)
            })
            // The longest path that fits.
            .min_by_key(|prefix| prefix.len())
            .unwrap_or("");
        Positions { bytes, prefix }
    }

    /// The place that a place in a Rust file comes from.
    pub fn find(&self, file: &str, line: u32, column: u32) -> Option<Place<'a>> {
        let path = file.strip_prefix(self.prefix)?;
        self.last_entry(|file| same_path(path, file), line, column)
    }

    /// The same for a path that a debugger would show: absolute, or relative to the folder that the
    /// program runs in.
    pub(crate) fn find_by_end_of_path(
        &self,
        path: &str,
        line: u32,
        column: u32,
    ) -> Option<Place<'a>> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let ends_with = |file: &str| {
            let start = path.len().checked_sub(file.len());
            let parts = start.and_then(|start| path.split_at_checked(start));
            parts.is_some_and(|(folder, end)| {
                same_path(end, file)
                    && (folder.is_empty()
                        || folder.ends_with(self.prefix) && folder.ends_with(['/', '\\']))
            })
        };
        self.last_entry(ends_with, line, column)
    }

    /// Whether there is anything to be found.
    pub(crate) fn is_empty(&self) -> bool {
        Files::of(self.bytes).all(|file| file.entries.bytes.is_empty())
    }

    fn last_entry(
        &self,
        is_it: impl Fn(&str) -> bool,
        line: u32,
        column: u32,
    ) -> Option<Place<'a>> {
        let file = Files::of(self.bytes).find(|file| is_it(file.rust))?;
        file.entries
            .take_while(|entry| entry.rust <= (line, column))
            .last()
            .map(|entry| Place {
                file: file.veltrano,
                line: entry.veltrano.0,
                column: entry.veltrano.1,
            })
    }
}

/// On Windows rustc gives paths with backslashes.
fn same_path(path: &str, with_slashes: &str) -> bool {
    let slash = |byte| if byte == b'\\' { b'/' } else { byte };
    path.len() == with_slashes.len() && path.bytes().map(slash).eq(with_slashes.bytes())
}

struct File<'a> {
    rust: &'a str,
    veltrano: &'a str,
    entries: Entries<'a>,
}

/// Walks through the files of a table, up to the first thing that is wrong.
struct Files<'a> {
    rest: Bytes<'a>,
    left: u32,
}

impl<'a> Files<'a> {
    fn of(table: &'a [u8]) -> Files<'a> {
        let mut rest = Bytes {
            bytes: table.strip_prefix(MAGIC).unwrap_or_default(),
        };
        let left = rest.uvarint().unwrap_or(0);
        Files { rest, left }
    }
}

impl<'a> Iterator for Files<'a> {
    type Item = File<'a>;

    fn next(&mut self) -> Option<File<'a>> {
        self.left = self.left.checked_sub(1)?;
        Some(File {
            rust: self.rest.text()?,
            veltrano: self.rest.text()?,
            entries: Entries {
                bytes: self.rest.counted()?,
                before: Entry::default(),
            },
        })
    }
}

/// Lines and columns, in this order.
#[derive(Clone, Copy, Default)]
struct Entry {
    rust: (u32, u32),
    veltrano: (u32, u32),
}

struct Entries<'a> {
    bytes: &'a [u8],
    before: Entry,
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let mut rest = Bytes { bytes: self.bytes };
        let Entry { rust, veltrano } = self.before;
        let rust_lines = rest.uvarint()?;
        let rust_columns = rest.uvarint()?;
        let lines = rest.svarint()?;
        let columns = rest.svarint()?;
        let rust_column = if rust_lines == 0 { rust.1 } else { 0 };
        let column = if lines == 0 { veltrano.1 } else { 0 };
        self.bytes = rest.bytes;
        self.before = Entry {
            rust: (
                rust.0.checked_add(rust_lines)?,
                rust_column.checked_add(rust_columns)?,
            ),
            veltrano: (
                veltrano.0.checked_add_signed(lines)?,
                column.checked_add_signed(columns)?,
            ),
        };
        Some(self.before)
    }
}

struct Bytes<'a> {
    bytes: &'a [u8],
}

impl<'a> Bytes<'a> {
    fn uvarint(&mut self) -> Option<u32> {
        let mut value = 0u64;
        for shift in [0, 7, 14, 21, 28] {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(value).ok();
            }
        }
        None
    }

    fn svarint(&mut self) -> Option<i32> {
        let zigzag = self.uvarint()?;
        Some((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32))
    }

    fn counted(&mut self) -> Option<&'a [u8]> {
        let length = self.uvarint()? as usize;
        let (counted, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(counted)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.counted()?).ok()
    }
}
