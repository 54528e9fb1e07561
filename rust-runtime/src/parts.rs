//! What new text is put together from without `core::fmt`.

use std::ptr;

/// A part of a new text: a text, an integer, a character, a truth value, a reference to one of these,
/// or a tuple of up to sixteen parts.
///
/// Nobody else can implement it. A text put together from parts is made several times faster than
/// the same text by `format_args!`.
pub trait Part: Copy + sealed::Sealed {
    /// The exact length in bytes; [`usize::MAX`] if there is no such length.
    #[doc(hidden)]
    fn byte_count(self) -> usize;

    /// Writes the part and gives its end.
    ///
    /// # Safety
    ///
    /// There is room for its `byte_count`, where nothing of the part itself lies.
    #[doc(hidden)]
    unsafe fn put(self, start: *mut u8) -> *mut u8;

    /// The text that the part begins with, if it begins with one.
    #[doc(hidden)]
    #[inline(always)]
    fn beginning(&self) -> &str {
        ""
    }

    /// Writes what comes after the `beginning`.
    ///
    /// # Safety
    ///
    /// As for `put`, without room for the beginning.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn put_after_beginning(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe { self.put(start) }
    }
}

mod sealed {
    pub trait Sealed {}
}

impl sealed::Sealed for &str {}

impl Part for &str {
    #[inline(always)]
    fn byte_count(self) -> usize {
        self.len()
    }

    #[inline(always)]
    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe {
            ptr::copy_nonoverlapping(self.as_ptr(), start, self.len());
            start.add(self.len())
        }
    }

    #[inline(always)]
    fn beginning(&self) -> &str {
        self
    }

    #[inline(always)]
    unsafe fn put_after_beginning(self, start: *mut u8) -> *mut u8 {
        start
    }
}

impl sealed::Sealed for char {}

impl Part for char {
    #[inline(always)]
    fn byte_count(self) -> usize {
        self.len_utf8()
    }

    #[inline(always)]
    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe { self.encode_utf8(&mut [0; 4]).put(start) }
    }
}

impl sealed::Sealed for bool {}

impl Part for bool {
    #[inline(always)]
    fn byte_count(self) -> usize {
        if self { "true".len() } else { "false".len() }
    }

    #[inline(always)]
    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        let word = if self { "true" } else { "false" };
        // SAFETY: the caller's.
        unsafe { word.put(start) }
    }
}

impl<T: Part> sealed::Sealed for &T {}

impl<T: Part> Part for &T {
    #[inline(always)]
    fn byte_count(self) -> usize {
        (*self).byte_count()
    }

    #[inline(always)]
    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe { (*self).put(start) }
    }

    #[inline(always)]
    fn beginning(&self) -> &str {
        (**self).beginning()
    }

    #[inline(always)]
    unsafe fn put_after_beginning(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe { (*self).put_after_beginning(start) }
    }
}

/// The decimal digits of the numbers below 100, two for each.
static PAIRS: [u8; 200] = {
    let mut pairs = [0; 200];
    let mut number = 0;
    while number < 100 {
        pairs[2 * number] = b'0' + (number / 10) as u8;
        pairs[2 * number + 1] = b'0' + (number % 10) as u8;
        number += 1;
    }
    pairs
};

#[inline]
fn digits(number: u64) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        _ => number.ilog10() as usize + 1,
    }
}

/// Writes the last `byte_count` digits of a number.
///
/// # Safety
///
/// There is room for them.
#[inline]
unsafe fn write_digits(mut number: u64, start: *mut u8, length: usize) -> *mut u8 {
    let mut left = length;
    // SAFETY: everything is written between `start` and `start + length`, two bytes only where two
    // are left; the pairs are those of numbers below 100.
    unsafe {
        while left >= 2 {
            left -= 2;
            let pair = PAIRS.as_ptr().add(2 * (number % 100) as usize);
            ptr::copy_nonoverlapping(pair, start.add(left), 2);
            number /= 100;
        }
        if left == 1 {
            start.write(b'0' + (number % 10) as u8);
        }
        start.add(length)
    }
}

macro_rules! unsigned_parts {
    ($($type:ty)*) => { $(
        impl sealed::Sealed for $type {}

        impl Part for $type {
            #[inline(always)]
            fn byte_count(self) -> usize {
                digits(self as u64)
            }

            #[inline(always)]
            unsafe fn put(self, start: *mut u8) -> *mut u8 {
                // SAFETY: the caller's.
                unsafe { write_digits(self as u64, start, digits(self as u64)) }
            }
        }
    )* };
}
unsigned_parts! { u8 u16 u32 u64 usize }

macro_rules! signed_parts {
    ($($type:ty)*) => { $(
        impl sealed::Sealed for $type {}

        impl Part for $type {
            #[inline(always)]
            fn byte_count(self) -> usize {
                digits(self.unsigned_abs() as u64) + usize::from(self < 0)
            }

            #[inline(always)]
            unsafe fn put(self, start: *mut u8) -> *mut u8 {
                let absolute = self.unsigned_abs() as u64;
                // SAFETY: the caller's.
                unsafe {
                    let start = if self < 0 { "-".put(start) } else { start };
                    write_digits(absolute, start, digits(absolute))
                }
            }
        }
    )* };
}
signed_parts! { i8 i16 i32 i64 isize }

macro_rules! tuples_of_parts {
    ($($first:ident $($rest:ident)*;)*) => { $(
        impl<$first: Part, $($rest: Part),*> sealed::Sealed for ($first, $($rest,)*) {}

        #[allow(non_snake_case, reason = "one name for a type and its value keeps this short")]
        impl<$first: Part, $($rest: Part),*> Part for ($first, $($rest,)*) {
            #[inline(always)]
            fn byte_count(self) -> usize {
                let ($first, $($rest,)*) = self;
                $first.byte_count()$(.saturating_add($rest.byte_count()))*
            }

            #[inline(always)]
            unsafe fn put(self, start: *mut u8) -> *mut u8 {
                let ($first, $($rest,)*) = self;
                // SAFETY: the caller's: there is room for one part after the other.
                unsafe {
                    let end = $first.put(start);
                    $(let end = $rest.put(end);)*
                    end
                }
            }

            #[inline(always)]
            fn beginning(&self) -> &str {
                self.0.beginning()
            }

            #[inline(always)]
            unsafe fn put_after_beginning(self, start: *mut u8) -> *mut u8 {
                let ($first, $($rest,)*) = self;
                // SAFETY: the caller's, as in `put`.
                unsafe {
                    let end = $first.put_after_beginning(start);
                    $(let end = $rest.put(end);)*
                    end
                }
            }
        }
    )* };
}
tuples_of_parts! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
    A B C D E F G H I J K L M;
    A B C D E F G H I J K L M N;
    A B C D E F G H I J K L M N O;
    A B C D E F G H I J K L M N O P;
}

/// A part so many times.
#[derive(Clone, Copy)]
pub(crate) struct Repeated<T>(pub(crate) T, pub(crate) usize);

impl<T> sealed::Sealed for Repeated<T> {}

impl<T: Part> Part for Repeated<T> {
    #[inline]
    fn byte_count(self) -> usize {
        self.0.byte_count().saturating_mul(self.1)
    }

    #[inline]
    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        let mut end = start;
        // A part of no length could be asked for more often than there is time for.
        if self.0.byte_count() > 0 {
            for _ in 0..self.1 {
                // SAFETY: the caller's.
                end = unsafe { self.0.put(end) };
            }
        }
        end
    }
}

/// A text with its characters in reverse order.
#[derive(Clone, Copy)]
pub(crate) struct Reversed<'a>(pub(crate) &'a str);

impl sealed::Sealed for Reversed<'_> {}

impl Part for Reversed<'_> {
    #[inline]
    fn byte_count(self) -> usize {
        self.0.len()
    }

    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        let reversed = self.0.chars().rev();
        // SAFETY: the caller's: the characters take as many bytes in any order.
        reversed.fold(start, |end, character| unsafe { character.put(end) })
    }
}

/// A text with its ASCII letters in one case; the others must be ASCII too.
#[derive(Clone, Copy)]
pub(crate) struct AsciiCase<'a> {
    pub(crate) text: &'a str,
    pub(crate) upper: bool,
}

impl sealed::Sealed for AsciiCase<'_> {}

impl Part for AsciiCase<'_> {
    #[inline]
    fn byte_count(self) -> usize {
        self.text.len()
    }

    unsafe fn put(self, start: *mut u8) -> *mut u8 {
        // SAFETY: the caller's. The case of an ASCII letter is another ASCII letter.
        unsafe {
            let end = self.text.put(start);
            let copy = std::slice::from_raw_parts_mut(start, self.text.len());
            if self.upper {
                copy.make_ascii_uppercase();
            } else {
                copy.make_ascii_lowercase();
            }
            end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(part: impl Part) -> String {
        let length = part.byte_count();
        let mut bytes = vec![b'#'; length + 1];
        // SAFETY: there is room for the part.
        let end = unsafe { part.put(bytes.as_mut_ptr()) };
        assert_eq!(end.addr() - bytes.as_ptr().addr(), length);
        assert_eq!(
            bytes.pop(),
            Some(b'#'),
            "nothing is written behind the part"
        );

        let beginning = part.beginning();
        let mut rest = vec![b'#'; length - beginning.len() + 1];
        // SAFETY: there is room for the rest.
        unsafe { part.put_after_beginning(rest.as_mut_ptr()) };
        assert_eq!(rest.pop(), Some(b'#'));
        assert_eq!([beginning.as_bytes(), &rest].concat(), bytes);

        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn numbers_print_as_by_std() {
        let mut edges = vec![0u64, u64::MAX];
        for power in 0..20 {
            let power = 10u64.pow(power);
            edges.extend([power - 1, power, power + 1]);
        }
        for number in edges {
            assert_eq!(text(number), number.to_string());
            assert_eq!(text(number as u32), (number as u32).to_string());
            assert_eq!(text(number as usize), number.to_string());
            let number = number as i64;
            assert_eq!(text(number), number.to_string());
            assert_eq!(
                text(number.wrapping_neg()),
                number.wrapping_neg().to_string()
            );
            assert_eq!(text(number as i32), (number as i32).to_string());
            assert_eq!(text(number as isize), number.to_string());
        }
        for number in i16::MIN..=i16::MAX {
            if cfg!(miri) && number % 997 != 0 {
                continue;
            }
            assert_eq!(text(number), number.to_string());
            assert_eq!(text(number as u16), (number as u16).to_string());
            assert_eq!(text(number as i8), (number as i8).to_string());
            assert_eq!(text(number as u8), (number as u8).to_string());
        }
        assert_eq!(text(i64::MIN), i64::MIN.to_string());
    }

    #[test]
    fn parts_nest_in_tuples_of_up_to_sixteen() {
        assert_eq!(text("plain"), "plain");
        assert_eq!(
            text(("ä", ('🦀', true), (false, ("", 'x')))),
            "ä🦀truefalsex"
        );
        assert_eq!(
            text((1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, (6, &7))),
            "12345678901234567"
        );
        assert_eq!(text((("a", 1), "b")), "a1b");
        assert_eq!(text((&"a", &("b", 1))), "ab1");
    }

    #[test]
    fn parts_of_our_own() {
        assert_eq!(text(Repeated("ab", 3)), "ababab");
        assert_eq!(text(Repeated("", usize::MAX)), "");
        assert_eq!(Repeated("ab", usize::MAX).byte_count(), usize::MAX);
        assert_eq!(text((Reversed("aä🦀"), 'x')), "🦀äax");
        assert_eq!(
            text(AsciiCase {
                text: "aZ9",
                upper: true
            }),
            "AZ9"
        );
        assert_eq!(
            text(AsciiCase {
                text: "aZ9",
                upper: false
            }),
            "az9"
        );
    }
}
