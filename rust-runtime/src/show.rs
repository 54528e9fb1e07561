//! The printed form of values that have no `Display` in Rust.

use std::fmt::{self, Display, Formatter, Write};

use crate::temp::Growing;

/// A value that prints in Veltrano's form: the types with a `Display`, and options, tuples, results
/// and `()` of such types.
///
/// A type with a `Display` of its own joins with one line:
///
/// ```
/// use std::fmt;
/// use veltrano_runtime::{ShowAsDisplay, show};
///
/// struct Person<'a> {
///     name: &'a str,
///     age: Option<i64>,
/// }
///
/// impl fmt::Display for Person<'_> {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "Person(name={}, age={})", self.name, show(self.age))
///     }
/// }
/// impl ShowAsDisplay for Person<'_> {}
///
/// let ada = Person { name: "Ada", age: None };
/// assert_eq!(format!("{}", show((1, Some(ada)))), "(1, Person(name=Ada, age=null))");
/// ```
pub trait Show {
    /// Writes the value's printed form. Width and precision reach plain values.
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result;

    /// Puts the printed form at the end of a text.
    #[doc(hidden)]
    #[inline]
    fn append_to(&self, text: &mut Growing<'_>) -> fmt::Result {
        write!(text, "{}", Element(self))
    }
}

/// Marks a type whose printed form is its `Display`.
pub trait ShowAsDisplay: Display {
    /// [`Show::append_to`], which is faster for what needs no formatting.
    #[doc(hidden)]
    #[inline]
    fn append_display_to(&self, text: &mut Growing<'_>) -> fmt::Result {
        write!(text, "{self}")
    }
}

impl<T: ShowAsDisplay + ?Sized> ShowAsDisplay for &T {
    #[inline]
    fn append_display_to(&self, text: &mut Growing<'_>) -> fmt::Result {
        (**self).append_display_to(text)
    }
}

impl<T: ShowAsDisplay> Show for T {
    #[inline]
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }

    #[inline]
    fn append_to(&self, text: &mut Growing<'_>) -> fmt::Result {
        self.append_display_to(text)
    }
}

macro_rules! show_as_display {
    ($($type:ty)*) => { $(
        impl ShowAsDisplay for $type {
            #[inline]
            fn append_display_to(&self, text: &mut Growing<'_>) -> fmt::Result {
                text.push(self);
                Ok(())
            }
        }
    )* };
}
show_as_display! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize bool char }

impl ShowAsDisplay for str {
    #[inline]
    fn append_display_to(&self, text: &mut Growing<'_>) -> fmt::Result {
        text.push(self);
        Ok(())
    }
}
impl ShowAsDisplay for f32 {}
impl ShowAsDisplay for f64 {}

/// Prints any [`Show`] value with `{}`: an option as its value or `null`, a tuple as `(1, a)`, a
/// result as `Ok(1)` or `Err(reason)`, `()` as `Unit`.
///
/// ```
/// use veltrano_runtime::show;
///
/// assert_eq!(format!("{}", show(Some((1, "a")))), "(1, a)");
/// assert_eq!(format!("[{:>6}] [{:06.2}]", show(None::<i64>), show(Some(2.5))), "[  null] [002.50]");
/// ```
#[inline]
pub fn show<T: Show>(value: T) -> Shown<T> {
    Shown(value)
}

/// What [`show()`] gives: a value with the `Display` of its [`Show`].
#[derive(Clone, Copy, Debug)]
pub struct Shown<T>(T);

impl<T: Show> Display for Shown<T> {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.show(f),
            None => word(f, "null"),
        }
    }
}

impl Show for () {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        word(f, "Unit")
    }
}

impl<T: Show, E: Show> Show for Result<T, E> {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Ok(value) => write!(f, "Ok({})", Element(value)),
            Err(error) => write!(f, "Err({})", Element(error)),
        }
    }
}

/// A part of a composite value. The whole's width is not its own, so it starts with a fresh one.
struct Element<'a, T: ?Sized>(&'a T);

impl<T: Show + ?Sized> Display for Element<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

macro_rules! show_tuples {
    ($($first:ident $($rest:ident)*;)*) => { $(
        impl<$first: Show, $($rest: Show),*> Show for ($first, $($rest,)*) {
            #[allow(non_snake_case, reason = "one name for a type and its value keeps this short")]
            fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let ($first, $($rest,)*) = self;
                write!(f, "({}", Element($first))?;
                $(write!(f, ", {}", Element($rest))?;)*
                f.write_str(")")
            }
        }
    )* };
}
show_tuples! {
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
}

/// A word in the width asked for. Unlike [`Formatter::pad`] it is never cut: the precision is meant
/// for the number that could stand in its place.
fn word(f: &mut Formatter<'_>, word: &str) -> fmt::Result {
    let missing = f.width().unwrap_or(0).saturating_sub(word.len());
    let before = match f.align() {
        None | Some(fmt::Alignment::Left) => 0,
        Some(fmt::Alignment::Center) => missing / 2,
        Some(fmt::Alignment::Right) => missing,
    };
    let fill = f.fill();
    for _ in 0..before {
        f.write_char(fill)?;
    }
    f.write_str(word)?;
    for _ in before..missing {
        f.write_char(fill)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_keep_their_form_and_specs() {
        assert_eq!(format!("{}", show(1.0)), "1");
        assert_eq!(format!("{:08.3}", show(2.5)), "0002.500");
        assert_eq!(
            format!("{:>4}|{:<4}|{:^4}", show('x'), show("ab"), show(true)),
            "   x|ab  |true"
        );
        assert_eq!(format!("{:+}", show(Some(3u8))), "+3");
        let text: &&str = &"by reference";
        assert_eq!(format!("{}", show(text)), "by reference");
    }

    #[test]
    fn an_absent_value_is_null_in_any_width() {
        let absent: Option<f64> = None;
        assert_eq!(format!("{}", show(absent)), "null");
        assert_eq!(format!("{:.1}", show(absent)), "null");
        assert_eq!(format!("{:08.1}", show(absent)), "null    ");
        assert_eq!(
            format!(
                "{:*>7}|{:-^7}|{:<6}|{:2}",
                show(absent),
                show(absent),
                show(absent),
                show(absent)
            ),
            "***null|-null--|null  |null"
        );
        assert_eq!(format!("{}", show(Some(Some(1)))), "1");
        assert_eq!(format!("{}", show(Some(None::<i64>))), "null");
    }

    #[test]
    fn composite_values_nest_and_ignore_a_width() {
        assert_eq!(format!("{}", show((1, "a"))), "(1, a)");
        assert_eq!(format!("{:>20}", show((1, 2.5, 'c'))), "(1, 2.5, c)");
        assert_eq!(
            format!("{}", show(((), (Some("x"), None::<u8>)))),
            "(Unit, (x, null))"
        );
        assert_eq!(
            format!("{}", show((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))),
            "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)"
        );
        assert_eq!(format!("{}", show(Ok::<_, &str>(()))), "Ok(Unit)");
        assert_eq!(format!("{}", show(Err::<(), _>("no file"))), "Err(no file)");
    }
}
