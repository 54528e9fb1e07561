//! The natural order of built-in values.

use std::cmp::Ordering;

/// Values with a natural order, which is total: numbers (floats by [`f64::total_cmp`]), truth values,
/// characters, text, `()`, references to such values, and tuples and options of them (`None` first).
///
/// Nobody else can implement it. That is why sorting in place is sound: comparing runs no code that
/// could reach the list being sorted. Other types are sorted by a key or with a function.
///
/// ```
/// use veltrano_runtime::Order;
///
/// assert!((1, "b").order(&(1, "a")).is_gt());
/// assert!(f64::NAN.order(&f64::INFINITY).is_gt());
/// ```
pub trait Order: sealed::Sealed + PartialOrd {
    /// How this value stands to another one.
    fn order(&self, other: &Self) -> Ordering;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! ordered {
    ($($type:ty)*) => { $(
        impl sealed::Sealed for $type {}

        impl Order for $type {
            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        }
    )* };
}
ordered! { () i8 i16 i32 i64 isize u8 u16 u32 u64 usize bool char str }

macro_rules! ordered_floats {
    ($($type:ty)*) => { $(
        impl sealed::Sealed for $type {}

        impl Order for $type {
            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                self.total_cmp(other)
            }
        }
    )* };
}
ordered_floats! { f32 f64 }

impl<T: Order + ?Sized> sealed::Sealed for &T {}

impl<T: Order + ?Sized> Order for &T {
    #[inline(always)]
    fn order(&self, other: &Self) -> Ordering {
        (**self).order(*other)
    }
}

impl<T: Order> sealed::Sealed for Option<T> {}

impl<T: Order> Order for Option<T> {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(value), Some(other)) => value.order(other),
        }
    }
}

macro_rules! ordered_tuples {
    ($($($part:ident)*;)*) => { $(
        impl<$($part: Order),*> sealed::Sealed for ($($part,)*) {}

        impl<$($part: Order),*> Order for ($($part,)*) {
            #[inline]
            #[allow(non_snake_case, reason = "one name for a type and its value keeps this short")]
            fn order(&self, other: &Self) -> Ordering {
                let ($($part,)*) = self;
                ordered_tuples!(@ other $($part)*)
            }
        }
    )* };
    (@ $other:ident $a:ident) => { $a.order(&$other.0) };
    (@ $other:ident $a:ident $b:ident) => { $a.order(&$other.0).then_with(|| $b.order(&$other.1)) };
    (@ $other:ident $a:ident $b:ident $c:ident) => {
        ordered_tuples!(@ $other $a $b).then_with(|| $c.order(&$other.2))
    };
    (@ $other:ident $a:ident $b:ident $c:ident $d:ident) => {
        ordered_tuples!(@ $other $a $b $c).then_with(|| $d.order(&$other.3))
    };
    (@ $other:ident $a:ident $b:ident $c:ident $d:ident $e:ident) => {
        ordered_tuples!(@ $other $a $b $c $d).then_with(|| $e.order(&$other.4))
    };
    (@ $other:ident $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident) => {
        ordered_tuples!(@ $other $a $b $c $d $e).then_with(|| $f.order(&$other.5))
    };
    (@ $other:ident $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident) => {
        ordered_tuples!(@ $other $a $b $c $d $e $f).then_with(|| $g.order(&$other.6))
    };
    (@ $other:ident $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        ordered_tuples!(@ $other $a $b $c $d $e $f $g).then_with(|| $h.order(&$other.7))
    };
}
ordered_tuples! { A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; }

/// Sorts with a function that says whether one value comes before another. Stable.
///
/// A merge sort of our own: std's may panic when the function is no order (`a <= b` is a common one),
/// at a place that the user knows nothing of. Here such a function gives some permutation.
pub(crate) fn sort_with<T: Copy>(values: &mut [T], before: &mut impl FnMut(T, T) -> bool) {
    /// Runs of this length are sorted by insertion.
    const RUN: usize = 16;
    if values.windows(2).all(|pair| !before(pair[1], pair[0])) {
        return;
    }
    for run in values.chunks_mut(RUN) {
        for sorted in 1..run.len() {
            let value = run[sorted];
            let mut at = sorted;
            while at > 0 && before(value, run[at - 1]) {
                run[at] = run[at - 1];
                at -= 1;
            }
            run[at] = value;
        }
    }
    let mut left: Vec<T> = Vec::new();
    let mut width = RUN;
    while width < values.len() {
        for pair in values.chunks_mut(2 * width) {
            if pair.len() > width && before(pair[width], pair[width - 1]) {
                left.clear();
                left.extend(pair[..width].iter().copied());
                merge(&left, pair, before);
            }
        }
        width *= 2;
    }
}

/// Merges a run, `left`, with the one that is in `values` behind as much room.
fn merge<T: Copy>(left: &[T], values: &mut [T], before: &mut impl FnMut(T, T) -> bool) {
    assert!(left.len() <= values.len());
    let (mut from_left, mut from_right, mut to) = (0, left.len(), 0);
    while from_left < left.len() && from_right < values.len() {
        // SAFETY: both are in range, and `to` is `from_right` less what is left of `left`.
        unsafe {
            let (a, b) = (
                *left.get_unchecked(from_left),
                *values.get_unchecked(from_right),
            );
            // Which one is next is a coin toss, so it is no branch.
            let right_first = before(b, a);
            *values.get_unchecked_mut(to) = if right_first { b } else { a };
            from_right += usize::from(right_first);
            from_left += usize::from(!right_first);
        }
        to += 1;
    }
    // What is left of the right run is in its place.
    let rest = &left[from_left..];
    values[to..to + rest.len()].copy_from_slice(rest);
}

/// Values with their keys, each asked for once, in the natural order of the keys. Stable.
pub(crate) fn by_key<T: Copy, K: Order>(
    values: Vec<T>,
    key: &mut impl FnMut(T) -> K,
) -> Vec<(K, T)> {
    let mut keyed: Vec<(K, T)> = values
        .into_iter()
        .map(|value| (key(value), value))
        .collect();
    keyed.sort_by(|(a, _), (b, _)| a.order(b));
    keyed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_have_a_total_order() {
        let mut values = [f64::NAN, 1.0, -0.0, f64::NEG_INFINITY, 0.0, -f64::NAN];
        values.sort_by(Order::order);
        assert_eq!(
            format!("{values:?}"),
            "[NaN, -inf, -0.0, 0.0, 1.0, NaN]" // the first NaN has a sign
        );
        assert!(1f32.order(&2.0).is_lt());
    }

    #[test]
    fn composite_values_compare_part_by_part() {
        assert!(
            (1, 2, 3, 4, 5, 6, 7, 8)
                .order(&(1, 2, 3, 4, 5, 6, 7, 9))
                .is_lt()
        );
        assert!((1, 2.0, 'c').order(&(1, 2.0, 'b')).is_gt());
        assert!(("a",).order(&("b",)).is_lt());
        assert!(None.order(&Some(i64::MIN)).is_lt());
        assert!(Some(1).order(&Some(1)).is_eq());
        let (yes, no) = (&true, &false);
        assert!(yes.order(no).is_gt());
    }

    #[test]
    fn a_function_that_is_no_order_gives_a_permutation() {
        let lengths = [0, 1, 2, 15, 16, 17, 32, 33, 100, 1000];
        for length in lengths.into_iter().take(if cfg!(miri) { 8 } else { 10 }) {
            let mut state = 7u64;
            for kind in 0..4 {
                let mut values: Vec<i64> = (0..length).collect();
                let mut before = |a: i64, b: i64| match kind {
                    0 => a % 7 <= b % 7,
                    1 => true,
                    2 => false,
                    _ => {
                        state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
                        state >> 63 == 0
                    }
                };
                sort_with(&mut values, &mut before);
                values.sort();
                assert!(values.into_iter().eq(0..length));
            }
        }
    }
}
