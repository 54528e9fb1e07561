//! Conversions between number types, and what integers can do beyond Rust's own methods.

use std::fmt::Display;

/// Conversions from every number type to every other that never give a wrong number.
///
/// - To an integer type: a float loses its fraction; a value that does not fit, infinity and NaN
///   panic at the caller.
/// - To a float type: the nearest float. It never panics; an `f64` beyond the range of `f32` becomes
///   infinite.
///
/// ```
/// use veltrano_runtime::Number;
///
/// assert_eq!(200u8.to_i64(), 200);
/// assert_eq!((-2.75f64).to_i32(), -2);
/// assert_eq!(3i64.to_f64(), 3.0);
/// ```
///
/// ```should_panic
/// # use veltrano_runtime::Number;
/// 300i64.to_i8(); // panics: 300 does not fit in I8
/// ```
pub trait Number: Copy + Display + sealed::Sealed {
    /// The same number as an `i8`; panics if it does not fit.
    #[track_caller]
    fn to_i8(self) -> i8;
    /// The same number as an `i16`; panics if it does not fit.
    #[track_caller]
    fn to_i16(self) -> i16;
    /// The same number as an `i32`; panics if it does not fit.
    #[track_caller]
    fn to_i32(self) -> i32;
    /// The same number as an `i64`; panics if it does not fit.
    #[track_caller]
    fn to_i64(self) -> i64;
    /// The same number as an `isize`; panics if it does not fit.
    #[track_caller]
    fn to_isize(self) -> isize;
    /// The same number as a `u8`; panics if it does not fit.
    #[track_caller]
    fn to_u8(self) -> u8;
    /// The same number as a `u16`; panics if it does not fit.
    #[track_caller]
    fn to_u16(self) -> u16;
    /// The same number as a `u32`; panics if it does not fit.
    #[track_caller]
    fn to_u32(self) -> u32;
    /// The same number as a `u64`; panics if it does not fit.
    #[track_caller]
    fn to_u64(self) -> u64;
    /// The same number as a `usize`; panics if it does not fit.
    #[track_caller]
    fn to_usize(self) -> usize;
    /// The nearest `f32`.
    fn to_f32(self) -> f32;
    /// The nearest `f64`.
    fn to_f64(self) -> f64;
}

/// What every integer type can do: be an index, an exponent and a step. Rust asks for `usize` or
/// `u32` there; here any integer type will do, and one that makes no sense panics at the caller.
pub trait Integer: Number {
    /// The number as an index; `None` if it is negative.
    fn to_index(self) -> Option<usize>;

    /// This number to the power of `exponent`. Overflow is what it is for `*`: a panic where
    /// overflow checks are on. A negative exponent panics.
    ///
    /// ```
    /// use veltrano_runtime::Integer;
    ///
    /// assert_eq!(2i64.power(10u8), 1024);
    /// ```
    #[track_caller]
    fn power<N: Integer>(self, exponent: N) -> Self;

    /// The number as the step of a range; panics unless it is at least 1.
    ///
    /// ```
    /// use veltrano_runtime::Integer;
    ///
    /// let step = 4i64;
    /// assert_eq!((0..10).step_by(step.to_step()).collect::<Vec<i32>>(), [0, 4, 8]);
    /// ```
    #[inline]
    #[track_caller]
    fn to_step(self) -> usize {
        match self.to_index() {
            Some(step) if step > 0 => step,
            _ => panic!("a step must be at least 1, but it is {self}"),
        }
    }
}

mod sealed {
    pub trait Sealed {}
}

#[cold]
#[inline(never)]
#[track_caller]
fn does_not_fit(value: &dyn Display, target: &str) -> ! {
    panic!("{value} does not fit in {target}")
}

/// `to_i8` and its kin for one source type, by the macro that is right for it.
macro_rules! conversions {
    ($convert:ident $source:ident) => {
        conversions! { $convert $source:
            to_i8 i8 "I8", to_i16 i16 "I16", to_i32 i32 "I32", to_i64 i64 "I64", to_isize isize "ISize",
            to_u8 u8 "U8", to_u16 u16 "U16", to_u32 u32 "U32", to_u64 u64 "U64", to_usize usize "USize"
        }
    };
    ($convert:ident $source:ident: $($method:ident $target:ident $name:literal),*) => {
        impl sealed::Sealed for $source {}

        impl Number for $source {
            $(
                #[inline]
                #[track_caller]
                fn $method(self) -> $target {
                    $convert!(self, $source, $target, $name)
                }
            )*

            #[inline]
            fn to_f32(self) -> f32 {
                self as f32
            }

            #[inline]
            fn to_f64(self) -> f64 {
                self as f64
            }
        }
    };
}

macro_rules! from_integer {
    ($value:expr, $source:ident, $target:ident, $name:literal) => {
        match <$target>::try_from($value) {
            Ok(value) => value,
            Err(_) => does_not_fit(&$value, $name),
        }
    };
}

macro_rules! from_float {
    ($value:expr, $source:ident, $target:ident, $name:literal) => {{
        // Both limits are exact: the lowest value is 0 or a power of two, and one more than the
        // highest value is a power of two that the conversion or the addition rounds up to.
        const LOWEST: $source = $target::MIN as $source;
        const BEYOND: $source = $target::MAX as $source + 1.0;
        let whole = $value.trunc();
        // NaN is in no range.
        if (LOWEST..BEYOND).contains(&whole) {
            whole as $target
        } else {
            does_not_fit(&$value, $name)
        }
    }};
}

macro_rules! integers {
    ($($type:ident)*) => { $(
        conversions! { from_integer $type }

        impl Integer for $type {
            #[inline(always)]
            fn to_index(self) -> Option<usize> {
                usize::try_from(self).ok()
            }

            #[inline]
            #[track_caller]
            fn power<N: Integer>(self, exponent: N) -> Self {
                let Some(mut exponent) = exponent.to_index() else {
                    panic!("{self} cannot be raised to the negative power {exponent}");
                };
                let mut base = self;
                let mut power: $type = 1;
                // Squares once less than it halves: a last square that nobody needs could overflow.
                while exponent > 1 {
                    if exponent % 2 == 1 {
                        power *= base;
                    }
                    base *= base;
                    exponent /= 2;
                }
                if exponent == 1 { power * base } else { power }
            }
        }
    )* };
}

integers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }
conversions! { from_float f32 }
conversions! { from_float f64 }

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic;

    /// The message that the block panics with.
    fn panic_of<R>(block: impl FnOnce() -> R + panic::UnwindSafe) -> String {
        let payload = panic::catch_unwind(|| drop(block())).expect_err("it does not panic");
        *payload.downcast::<String>().expect("a formatted message")
    }

    #[test]
    fn numbers_that_fit_stay_the_same() {
        assert_eq!(127i64.to_i8(), 127);
        assert_eq!((-128i64).to_i8(), -128);
        assert_eq!(u64::MAX.to_usize(), usize::MAX);
        assert_eq!(i64::MAX.to_u64(), i64::MAX as u64);
        assert_eq!(255u8.to_i16(), 255);
        assert_eq!((-5isize).to_i64(), -5);
        assert_eq!(7i64.to_i64(), 7);
    }

    #[test]
    fn numbers_that_do_not_fit_panic() {
        assert_eq!(panic_of(|| 300i64.to_i8()), "300 does not fit in I8");
        assert_eq!(panic_of(|| (-1i8).to_u64()), "-1 does not fit in U64");
        assert_eq!(
            panic_of(|| u64::MAX.to_i64()),
            "18446744073709551615 does not fit in I64"
        );
        assert_eq!(
            panic_of(|| (-1isize).to_usize()),
            "-1 does not fit in USize"
        );
        assert_eq!(panic_of(|| 128u8.to_i8()), "128 does not fit in I8");
    }

    #[test]
    fn floats_lose_their_fraction() {
        assert_eq!(2.99f64.to_i64(), 2);
        assert_eq!((-2.99f64).to_i64(), -2);
        assert_eq!((-0.99f32).to_u8(), 0);
        assert_eq!(127.9f64.to_i8(), 127);
        assert_eq!((-128.9f64).to_i8(), -128);
        assert_eq!(255.5f32.to_u8(), 255);
        assert_eq!(i64::MIN.to_f64().to_i64(), i64::MIN);
        assert_eq!(
            9_223_372_036_854_774_784f64.to_i64(),
            9_223_372_036_854_774_784
        );
        assert_eq!(
            18_446_744_073_709_549_568f64.to_u64(),
            18_446_744_073_709_549_568
        );
        assert_eq!(2_147_483_520f32.to_i32(), 2_147_483_520);
    }

    #[test]
    fn floats_out_of_range_panic() {
        assert_eq!(panic_of(|| f64::NAN.to_i64()), "NaN does not fit in I64");
        assert_eq!(panic_of(|| f32::INFINITY.to_u8()), "inf does not fit in U8");
        assert_eq!(panic_of(|| (-1.0f64).to_u8()), "-1 does not fit in U8");
        assert_eq!(panic_of(|| 128.0f64.to_i8()), "128 does not fit in I8");
        assert_eq!(panic_of(|| (-129.0f64).to_i8()), "-129 does not fit in I8");
        assert_eq!(
            panic_of(|| 9_223_372_036_854_775_808f64.to_i64()),
            "9223372036854776000 does not fit in I64"
        );
        assert_eq!(
            panic_of(|| 2_147_483_648f32.to_i32()),
            "2147483600 does not fit in I32"
        );
        assert_eq!(
            panic_of(|| 18_446_744_073_709_551_616f32.to_u64()),
            "18446744000000000000 does not fit in U64"
        );
    }

    #[test]
    fn every_float_that_an_integer_type_holds_converts() {
        // All of a small type, and the neighbourhood of its limits, against Rust's saturating cast.
        let step = if cfg!(miri) { 997 } else { 1 };
        for n in (-140_000..=140_000i32).step_by(step) {
            let x = f64::from(n) / 2.0;
            let fits = x.trunc() >= -32768.0 && x.trunc() <= 32767.0;
            if fits {
                assert_eq!(x.to_i16(), x as i16);
                assert_eq!((x as f32).to_i16(), x as i16);
            }
        }
    }

    #[test]
    fn to_a_float_never_panics() {
        assert_eq!(i64::MAX.to_f64(), 9_223_372_036_854_775_807i64 as f64);
        assert_eq!(u64::MAX.to_f32(), u64::MAX as f32);
        assert_eq!(f64::MAX.to_f32(), f32::INFINITY);
        assert!(f64::NAN.to_f32().is_nan());
        assert_eq!(0.1f32.to_f64(), 0.1f32 as f64);
    }

    #[test]
    fn powers_agree_with_rusts() {
        for base in -7i64..=7 {
            for exponent in 0..=20u32 {
                assert_eq!(base.power(exponent), base.pow(exponent));
                assert_eq!(base.power(i64::from(exponent)), base.pow(exponent));
            }
        }
        assert_eq!(2i64.power(62), 1 << 62);
        assert_eq!((-2i64).power(63), i64::MIN);
        assert_eq!(2u8.power(7u64), 128);
        assert_eq!(1i8.power(u64::MAX), 1);
        assert_eq!((-1i8).power(u64::MAX), -1);
        assert_eq!(0u32.power(0i8), 1);
    }

    #[test]
    fn powers_that_make_no_sense_panic() {
        assert_eq!(
            panic_of(|| 2i64.power(-1)),
            "2 cannot be raised to the negative power -1"
        );
    }

    #[test]
    #[should_panic(expected = "attempt to multiply with overflow")]
    #[cfg(debug_assertions)]
    fn powers_overflow_like_products() {
        2i64.power(63);
    }

    #[test]
    fn a_step_is_positive() {
        assert_eq!(3i8.to_step(), 3);
        assert_eq!(
            panic_of(|| 0u64.to_step()),
            "a step must be at least 1, but it is 0"
        );
        assert_eq!(
            panic_of(|| (-2i64).to_step()),
            "a step must be at least 1, but it is -2"
        );
    }
}
