//! New text from text, in whatever place is asked to make it.

use std::fmt;

use crate::{
    Bump, Integer, Part, Piece, Show, Temp,
    parts::{AsciiCase, Repeated, Reversed},
    temp::{Growing, refused_to_print},
};

/// What makes new text: [`Bump`], where it stays, and [`Temp`], where it is temporary. The arena comes
/// first, the text that something is made of second.
///
/// What is searched, replaced and put in between may be a text or a character.
///
/// ```
/// use veltrano_runtime::{Bump, Temp, TextArena};
///
/// let bump = Bump::new();
/// let temp = Temp::push();
/// let words = temp.join(["one", "two"], ", ");
/// assert_eq!(bump.replace(temp.to_upper(words), 'O', "0"), "0NE, TW0");
/// ```
pub trait TextArena: sealed::Sealed {
    /// A text put together from parts.
    fn text(&self, parts: impl Part) -> &str;

    /// A formatted text.
    #[track_caller]
    fn format(&self, args: fmt::Arguments<'_>) -> &str;

    /// A text that is written bit by bit.
    #[doc(hidden)]
    fn build(&self, write: impl FnOnce(&mut Growing<'_>)) -> &str;

    /// The printed form of a value.
    #[inline]
    #[track_caller]
    fn to_text(&self, value: impl Show) -> &str {
        let mut printed = Ok(());
        let text = self.build(|new| printed = value.append_to(new));
        if printed.is_err() {
            refused_to_print();
        }
        text
    }

    /// The text with another one for each occurrence of `from`. They are looked for from the start,
    /// and do not overlap. An empty text occurs before each character and at the end.
    fn replace(&self, text: &str, from: impl Piece, to: impl Piece) -> &str {
        self.build(|new| {
            let mut copied = 0;
            from.each_in(text, |at, length| {
                new.push((&text[copied..at], to));
                copied = at + length;
            });
            new.push(&text[copied..]);
        })
    }

    /// The text in upper case, by the rules of Unicode.
    fn to_upper(&self, text: &str) -> &str {
        if text.is_ascii() {
            self.text(AsciiCase { text, upper: true })
        } else {
            self.text(&*text.to_uppercase())
        }
    }

    /// The text in lower case, by the rules of Unicode.
    fn to_lower(&self, text: &str) -> &str {
        if text.is_ascii() {
            self.text(AsciiCase { text, upper: false })
        } else {
            self.text(&*text.to_lowercase())
        }
    }

    /// The text so many times. A negative number panics.
    #[track_caller]
    fn repeat(&self, text: &str, times: impl Integer) -> &str {
        let Some(times) = times.to_index() else {
            panic!("a text cannot be repeated {times} times");
        };
        self.text(Repeated(text, times))
    }

    /// The text with `fill` before it, as often as it takes to be `length` characters long. A longer
    /// text stays as it is.
    fn pad_start(&self, text: &str, length: impl Integer, fill: char) -> &str {
        self.text((Repeated(fill, missing(text, length)), text))
    }

    /// The text with `fill` behind it, as often as it takes to be `length` characters long. A longer
    /// text stays as it is.
    fn pad_end(&self, text: &str, length: impl Integer, fill: char) -> &str {
        self.text((text, Repeated(fill, missing(text, length))))
    }

    /// The text with its characters in reverse order.
    fn reversed(&self, text: &str) -> &str {
        self.text(Reversed(text))
    }

    /// The printed forms of values with a separator in between.
    #[track_caller]
    fn join<T: Show>(&self, values: impl IntoIterator<Item = T>, separator: impl Piece) -> &str {
        let mut refused = false;
        let text = self.build(|new| {
            for (n, value) in values.into_iter().enumerate() {
                if n > 0 {
                    new.push(separator);
                }
                refused |= value.append_to(new).is_err();
            }
        });
        if refused {
            refused_to_print();
        }
        text
    }
}

/// How many characters a text is short of a length.
fn missing(text: &str, length: impl Integer) -> usize {
    let wanted = length.to_index().unwrap_or(0);
    wanted.saturating_sub(text.chars().count())
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::Bump {}
    impl Sealed for crate::Temp {}
}

impl TextArena for Temp {
    #[inline]
    fn text(&self, parts: impl Part) -> &str {
        self.text(parts)
    }

    #[inline]
    #[track_caller]
    fn format(&self, args: fmt::Arguments<'_>) -> &str {
        self.format(args)
    }

    #[inline]
    fn build(&self, write: impl FnOnce(&mut Growing<'_>)) -> &str {
        let mut text = Growing::new(self);
        write(&mut text);
        text.finish()
    }
}

impl TextArena for Bump {
    #[inline]
    fn text(&self, parts: impl Part) -> &str {
        self.text(parts)
    }

    #[inline]
    #[track_caller]
    fn format(&self, args: fmt::Arguments<'_>) -> &str {
        self.format(args)
    }

    #[inline]
    fn build(&self, write: impl FnOnce(&mut Growing<'_>)) -> &str {
        self.alloc_str(Temp::push().build(write))
    }
}
