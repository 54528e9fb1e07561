//! Text measured, indexed and cut in bytes, with indices of any integer type.

use std::{
    fmt::Display,
    ops::{Bound, RangeBounds},
};

use crate::{Integer, Part};

/// Operations of Veltrano's text on `str`. Positions and lengths are bytes, as `i64`; wherever a
/// position is taken, any integer type will do. What is out of range, or would cut a character in
/// two, panics at the caller.
///
/// ```
/// use veltrano_runtime::Text;
///
/// let text = "naïve";
/// assert_eq!(text.length(), 6);
/// assert_eq!(text.char_count(), 5);
/// assert_eq!(text.byte_at(0), b'n');
/// assert_eq!(text.slice(4..6), "ve");
/// assert_eq!(text.index_of("ve"), Some(4));
/// assert_eq!("42".parse_int(), Some(42));
/// ```
pub trait Text {
    /// The length in bytes.
    fn length(&self) -> i64;

    /// The number of characters (Unicode scalar values). It walks through the text.
    fn char_count(&self) -> i64;

    /// One byte.
    #[track_caller]
    fn byte_at(&self, index: impl Integer) -> u8;

    /// A part of the text; nothing is copied.
    #[track_caller]
    fn slice<I: Integer>(&self, range: impl RangeBounds<I>) -> &str;

    /// Where `piece` (a text or a character) is first found.
    fn index_of(&self, piece: impl Piece) -> Option<i64>;

    /// Where `piece` is last found.
    fn last_index_of(&self, piece: impl Piece) -> Option<i64>;

    /// The text as a decimal integer: digits with an optional sign, nothing around them.
    fn parse_int(&self) -> Option<i64>;

    /// The text as a float, in any form that Rust's [`f64`] reads.
    fn parse_float(&self) -> Option<f64>;
}

impl Text for str {
    #[inline]
    fn length(&self) -> i64 {
        self.len() as i64
    }

    #[inline]
    fn char_count(&self) -> i64 {
        self.chars().count() as i64
    }

    #[inline]
    #[track_caller]
    fn byte_at(&self, index: impl Integer) -> u8 {
        match index.to_index().and_then(|at| self.as_bytes().get(at)) {
            Some(&byte) => byte,
            None => out_of_range(&index, self.len()),
        }
    }

    #[inline]
    #[track_caller]
    fn slice<I: Integer>(&self, range: impl RangeBounds<I>) -> &str {
        let start = match range.start_bound() {
            Bound::Included(start) => start.to_index(),
            Bound::Excluded(start) => after(*start),
            Bound::Unbounded => Some(0),
        };
        let end = match range.end_bound() {
            Bound::Included(end) => after(*end),
            Bound::Excluded(end) => end.to_index(),
            Bound::Unbounded => Some(self.len()),
        };
        match (start, end) {
            (Some(start), Some(end)) if start <= end => match self.get(start..end) {
                Some(part) => part,
                None => bad_slice(self, start, end),
            },
            _ => backward_slice(
                self.len(),
                bound(&range.start_bound()),
                bound(&range.end_bound()),
                matches!(range.end_bound(), Bound::Included(_)),
            ),
        }
    }

    #[inline]
    fn index_of(&self, piece: impl Piece) -> Option<i64> {
        piece.first_in(self).map(|at| at as i64)
    }

    #[inline]
    fn last_index_of(&self, piece: impl Piece) -> Option<i64> {
        piece.last_in(self).map(|at| at as i64)
    }

    #[inline]
    fn parse_int(&self) -> Option<i64> {
        self.parse().ok()
    }

    #[inline]
    fn parse_float(&self) -> Option<f64> {
        self.parse().ok()
    }
}

/// The position behind an inclusive bound.
#[inline]
fn after(index: impl Integer) -> Option<usize> {
    index.to_index()?.checked_add(1)
}

fn bound<'a, I: Integer>(bound: &Bound<&'a I>) -> Option<&'a dyn Display> {
    match bound {
        Bound::Included(index) | Bound::Excluded(index) => Some(*index),
        Bound::Unbounded => None,
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn out_of_range(index: &dyn Display, length: usize) -> ! {
    panic!(
        "index {index} is out of range: the text has {}",
        bytes(length)
    )
}

/// Why `start..end` is no part of `text`.
#[cold]
#[inline(never)]
#[track_caller]
fn bad_slice(text: &str, start: usize, end: usize) -> ! {
    if end > text.len() {
        panic!(
            "slice {start}..{end} is out of range: the text has {}",
            bytes(text.len())
        );
    }
    let cut = if text.is_char_boundary(start) {
        end
    } else {
        start
    };
    let (from, character) = text
        .char_indices()
        .take_while(|(from, _)| *from < cut)
        .last()
        .expect("a cut inside a character is inside the text");
    let to = from + character.len_utf8();
    panic!("slice {start}..{end} cuts {character:?} in two: it has bytes {from}..{to}");
}

/// The bounds as they were given, since they may not even be positions.
#[cold]
#[inline(never)]
#[track_caller]
fn backward_slice(
    length: usize,
    start: Option<&dyn Display>,
    end: Option<&dyn Display>,
    inclusive: bool,
) -> ! {
    let start = start.map(ToString::to_string).unwrap_or_default();
    let end = end.map(ToString::to_string).unwrap_or_default();
    let dots = if inclusive { "..=" } else { ".." };
    panic!(
        "slice {start}{dots}{end} is out of range: the text has {}",
        bytes(length)
    )
}

fn bytes(count: usize) -> String {
    match count {
        1 => "1 byte".into(),
        _ => format!("{count} bytes"),
    }
}

/// What can be looked for in a text: a text or a character.
pub trait Piece: sealed::Sealed + Part {
    #[doc(hidden)]
    fn first_in(self, text: &str) -> Option<usize>;
    #[doc(hidden)]
    fn last_in(self, text: &str) -> Option<usize>;
    /// Calls `found` with the place and the length of each occurrence.
    #[doc(hidden)]
    fn each_in(self, text: &str, found: impl FnMut(usize, usize));
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for &str {}
    impl Sealed for char {}
}

impl Piece for &str {
    #[inline]
    fn first_in(self, text: &str) -> Option<usize> {
        text.find(self)
    }

    #[inline]
    fn last_in(self, text: &str) -> Option<usize> {
        text.rfind(self)
    }

    #[inline]
    fn each_in(self, text: &str, mut found: impl FnMut(usize, usize)) {
        text.match_indices(self)
            .for_each(|(at, piece)| found(at, piece.len()));
    }
}

impl Piece for char {
    #[inline]
    fn first_in(self, text: &str) -> Option<usize> {
        text.find(self)
    }

    #[inline]
    fn last_in(self, text: &str) -> Option<usize> {
        text.rfind(self)
    }

    #[inline]
    fn each_in(self, text: &str, mut found: impl FnMut(usize, usize)) {
        text.match_indices(self)
            .for_each(|(at, piece)| found(at, piece.len()));
    }
}

/// The character with a code, of any integer type; `None` where there is none.
///
/// ```
/// use veltrano_runtime::char_of;
///
/// assert_eq!(char_of(0xE9i64), Some('é'));
/// assert_eq!(char_of(0xD800u32), None);
/// assert_eq!(char_of(-1i8), None);
/// ```
#[inline]
pub fn char_of(code: impl Integer) -> Option<char> {
    char::from_u32(u32::try_from(code.to_index()?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic;

    fn panic_of<R>(block: impl FnOnce() -> R + panic::UnwindSafe) -> String {
        let payload = panic::catch_unwind(|| drop(block())).expect_err("it does not panic");
        *payload.downcast::<String>().expect("a formatted message")
    }

    #[test]
    fn bytes_by_any_integer_type() {
        assert_eq!("abc".byte_at(1u8), b'b');
        assert_eq!("abc".byte_at(2i64), b'c');
        assert_eq!("é".byte_at(0usize), 0xC3);
        assert_eq!(
            panic_of(|| "abcde".byte_at(7)),
            "index 7 is out of range: the text has 5 bytes"
        );
        assert_eq!(
            panic_of(|| "a".byte_at(-1i64)),
            "index -1 is out of range: the text has 1 byte"
        );
        assert_eq!(
            panic_of(|| "".byte_at(u64::MAX)),
            "index 18446744073709551615 is out of range: the text has 0 bytes"
        );
    }

    #[test]
    fn slices_of_all_forms() {
        let text = "häuser";
        assert_eq!(text.slice(0..0), "");
        assert_eq!(text.slice(1..3), "ä");
        assert_eq!(text.slice(3i8..=4), "us");
        assert_eq!(text.slice(5u16..), "er");
        assert_eq!(text.slice(..1i64), "h");
        assert_eq!(text.slice(..=6usize), "häuser");
        assert_eq!(text.slice(7..7), "");
        assert_eq!("".slice(0i64..0), "");
    }

    #[test]
    fn a_slice_lives_as_long_as_its_text() {
        fn first<'a>(text: &'a str, _shorter: &str) -> &'a str {
            text.slice(0..1)
        }
        let text = String::from("long");
        let part = first(&text, &String::from("short"));
        assert_eq!(part, "l");
    }

    #[test]
    fn slices_that_make_no_sense_panic() {
        let from = 4;
        assert_eq!(
            panic_of(|| "abcde".slice(2..9)),
            "slice 2..9 is out of range: the text has 5 bytes"
        );
        assert_eq!(
            panic_of(|| "abcde".slice(from..2)),
            "slice 4..2 is out of range: the text has 5 bytes"
        );
        assert_eq!(
            panic_of(|| "abcde".slice(-1i64..2)),
            "slice -1..2 is out of range: the text has 5 bytes"
        );
        assert_eq!(
            panic_of(|| "abc".slice(9i64..)),
            "slice 9.. is out of range: the text has 3 bytes"
        );
        assert_eq!(
            panic_of(|| "abc".slice(0..=u64::MAX)),
            "slice 0..=18446744073709551615 is out of range: the text has 3 bytes"
        );
        assert_eq!(
            panic_of(|| "aé".slice(0..2)),
            "slice 0..2 cuts 'é' in two: it has bytes 1..3"
        );
        assert_eq!(
            panic_of(|| "🦀x".slice(2..5)),
            "slice 2..5 cuts '🦀' in two: it has bytes 0..4"
        );
        assert_eq!(
            panic_of(|| "x🦀".slice(4..5)),
            "slice 4..5 cuts '🦀' in two: it has bytes 1..5"
        );
    }

    #[test]
    fn texts_and_characters_are_found() {
        assert_eq!("banana".index_of("an"), Some(1));
        assert_eq!("banana".last_index_of("an"), Some(3));
        assert_eq!("äxä".last_index_of('ä'), Some(3));
        assert_eq!("äxä".index_of('x'), Some(2));
        assert_eq!("abc".index_of(""), Some(0));
        assert_eq!("abc".last_index_of(""), Some(3));
        assert_eq!("abc".index_of('z'), None);
        assert_eq!("".last_index_of("z"), None);
    }

    #[test]
    fn numbers_are_read() {
        assert_eq!("42".parse_int(), Some(42));
        assert_eq!("-9223372036854775808".parse_int(), Some(i64::MIN));
        assert_eq!("+7".parse_int(), Some(7));
        for text in [
            "",
            "-",
            "9223372036854775808",
            " 1",
            "1 ",
            "1.5",
            "0x1",
            "1_000",
            "٣",
        ] {
            assert_eq!(text.parse_int(), None, "{text:?}");
        }
        assert_eq!("2.5e-3".parse_float(), Some(0.0025));
        assert_eq!("-1".parse_float(), Some(-1.0));
        assert_eq!("1e999".parse_float(), Some(f64::INFINITY));
        for text in ["", ".", "1.5x", " 1", "1,5"] {
            assert_eq!(text.parse_float(), None, "{text:?}");
        }
    }

    #[test]
    fn lengths_and_characters() {
        assert_eq!(("".length(), "".char_count()), (0, 0));
        assert_eq!(("é🦀".length(), "é🦀".char_count()), (6, 2));
        assert_eq!(char_of('🦀' as i64), Some('🦀'));
        assert_eq!(char_of(0x11_0000i64), None);
        assert_eq!(char_of(u64::MAX), None);
    }
}
