//! Arrays and slices: what `&[Cell<T>]` and `&[T]` can do, by value and with indices of any integer
//! type.
//!
//! Where std's slices have a method of the same name that means something else (references instead of
//! values, `usize` instead of any integer, `&mut self`), the method here has a name of its own:
//!
//! | in Veltrano | here | std's slices |
//! |---|---|---|
//! | `length` | `length()` | `len()` |
//! | `isEmpty()` | `is_empty()` | the same |
//! | `a[i]`, `a[i] = v` | `at(i)`, `set(i, v)` | |
//! | `for (x in a)` | `values()` | `iter()` gives references |
//! | `first()`, `last()` | `first_value()`, `last_value()` | `first()`, `last()` give references |
//! | `contains(x)` | `has(x)` | `contains(&x)` |
//! | `indexOf(x)` | `index_of(x)` | |
//! | `reverse()` | `reverse_values()` | `reverse()` wants `&mut` |
//! | `swap(i, j)` | `swap_values(i, j)` | `swap(i, j)` wants `&mut` and `usize` |
//! | `fill(x)` | `fill_values(x)` | `fill(x)` wants `&mut` |
//! | `sort()` | `sort_values()` | `sort()` wants `&mut` and `Ord` |
//! | `sortBy { key }` | `sort_values_by_key(key)` | `sort_by_key(key)` wants `&mut` and `Ord` |
//! | `sortWith { a, b -> less }` | `sort_with(less)` | |
//! | `binarySearch(x)` | `find_sorted(x)` | `binary_search(&x)` gives a `Result` |
//!
//! [`List`](crate::List) has all of them too, and most by std's shorter names as well.

use std::{cell::Cell, fmt::Display};

use crate::{Bump, Integer, Order, order};

/// The operations of arrays, `[Cell<T>]`, and of [`List`](crate::List): sequences whose elements can
/// be assigned. Functions that are given a function call it while nothing is borrowed.
///
/// Methods that std's slices have with another meaning have names of their own here:
///
/// | in Veltrano | here |
/// |---|---|
/// | `for (x in a)` | [`values`](Array::values) |
/// | `first()`, `last()` | [`first_value`](Array::first_value), [`last_value`](Array::last_value) |
/// | `contains(x)` | [`has`](Array::has) |
/// | `reverse()`, `swap(i, j)`, `fill(x)` | [`reverse_values`](Array::reverse_values), [`swap_values`](Array::swap_values), [`fill_values`](Array::fill_values) |
/// | `sort()`, `sortBy`, `sortWith` | [`sort_values`](Array::sort_values), [`sort_values_by_key`](Array::sort_values_by_key), [`sort_with`](Array::sort_with) |
/// | `binarySearch(x)` | [`find_sorted`](Array::find_sorted) |
///
/// ```
/// use veltrano_runtime::{Array, Bump};
///
/// let bump = Bump::new();
/// let array = bump.array(&[3, 1, 2]);
/// array.set(0, 10);
/// array.sort_values();
/// assert!(array.values().eq([1, 2, 10]));
/// assert_eq!(array.index_of(10), Some(2));
/// ```
pub trait Array {
    /// The type of the elements.
    type Value: Copy;

    /// The number of elements.
    fn length(&self) -> i64;

    /// An element.
    #[track_caller]
    fn at(&self, index: impl Integer) -> Self::Value;

    /// Replaces an element.
    #[track_caller]
    fn set(&self, index: impl Integer, value: Self::Value);

    /// The elements by value.
    fn values(&self) -> impl DoubleEndedIterator<Item = Self::Value> + Clone;

    /// The first element.
    #[inline]
    fn first_value(&self) -> Option<Self::Value> {
        self.values().next()
    }

    /// The last element.
    #[inline]
    fn last_value(&self) -> Option<Self::Value> {
        self.values().next_back()
    }

    /// Whether an element is equal to `value`, which may be of a type with a shorter life.
    #[inline]
    fn has<U>(&self, value: U) -> bool
    where
        Self::Value: PartialEq<U>,
    {
        self.values().any(|element| element == value)
    }

    /// Where the first element is that is equal to `value`.
    #[inline]
    fn index_of<U>(&self, value: U) -> Option<i64>
    where
        Self::Value: PartialEq<U>,
    {
        let at = self.values().position(|element| element == value);
        at.map(|at| at as i64)
    }

    /// Reverses the order of the elements.
    fn reverse_values(&self);

    /// Exchanges two elements.
    #[track_caller]
    fn swap_values(&self, a: impl Integer, b: impl Integer);

    /// Makes every element this one.
    fn fill_values(&self, value: Self::Value);

    /// Sorts in natural order.
    fn sort_values(&self)
    where
        Self::Value: Order;

    /// Sorts by a key, which is asked for once for each element. Elements with equal keys stay in
    /// their order.
    #[track_caller]
    fn sort_values_by_key<K: Order>(&self, key: impl FnMut(Self::Value) -> K);

    /// Sorts with a function that says whether one element comes before another. Equal ones stay in
    /// their order.
    #[track_caller]
    fn sort_with(&self, before: impl FnMut(Self::Value, Self::Value) -> bool);

    /// Where an element is in a sequence that is sorted in natural order. Of several equal ones it is
    /// any.
    fn find_sorted(&self, value: Self::Value) -> Option<i64>
    where
        Self::Value: Order;
}

impl<T: Copy> Array for [Cell<T>] {
    type Value = T;

    #[inline(always)]
    fn length(&self) -> i64 {
        self.len() as i64
    }

    #[inline(always)]
    #[track_caller]
    fn at(&self, index: impl Integer) -> T {
        element(self, index, ARRAY).get()
    }

    #[inline(always)]
    #[track_caller]
    fn set(&self, index: impl Integer, value: T) {
        element(self, index, ARRAY).set(value);
    }

    #[inline(always)]
    fn values(&self) -> impl DoubleEndedIterator<Item = T> + Clone {
        self.iter().map(Cell::get)
    }

    fn reverse_values(&self) {
        let (left, right) = self.split_at(self.len() / 2);
        left.iter()
            .zip(right.iter().rev())
            .for_each(|(a, b)| a.swap(b));
    }

    #[inline]
    #[track_caller]
    fn swap_values(&self, a: impl Integer, b: impl Integer) {
        element(self, a, ARRAY).swap(element(self, b, ARRAY));
    }

    #[inline]
    fn fill_values(&self, value: T) {
        self.iter().for_each(|element| element.set(value));
    }

    fn sort_values(&self)
    where
        T: Order,
    {
        let start = self.as_ptr().cast_mut().cast::<T>();
        // SAFETY: a `Cell` has the layout of its content. Nothing else touches the elements meanwhile:
        // cells are not shared between threads, and comparing runs no code of a user.
        let elements = unsafe { std::slice::from_raw_parts_mut(start, self.len()) };
        elements.sort_by(Order::order);
    }

    fn sort_values_by_key<K: Order>(&self, mut key: impl FnMut(T) -> K) {
        let keyed = order::by_key(self.values().collect(), &mut key);
        self.iter()
            .zip(keyed)
            .for_each(|(element, (_, value))| element.set(value));
    }

    fn sort_with(&self, mut before: impl FnMut(T, T) -> bool) {
        let mut sorted: Vec<T> = self.values().collect();
        order::sort_with(&mut sorted, &mut before);
        self.iter()
            .zip(sorted)
            .for_each(|(element, value)| element.set(value));
    }

    fn find_sorted(&self, value: T) -> Option<i64>
    where
        T: Order,
    {
        let found = self.binary_search_by(|element| element.get().order(&value));
        found.ok().map(|at| at as i64)
    }
}

/// The operations of read-only slices, `[T]`, by the names that [`Array`] has.
///
/// ```
/// use veltrano_runtime::Slice;
///
/// let slice: &[&str] = &["a", "b"];
/// assert_eq!(slice.length(), 2);
/// assert_eq!(slice.at(1u8), "b");
/// assert_eq!(slice.first_value(), Some("a"));
/// assert!(!slice.has("c"));
/// ```
pub trait Slice {
    /// The type of the elements.
    type Value: Copy;

    /// The number of elements.
    fn length(&self) -> i64;

    /// An element.
    #[track_caller]
    fn at(&self, index: impl Integer) -> Self::Value;

    /// The elements by value.
    fn values(&self) -> impl DoubleEndedIterator<Item = Self::Value> + ExactSizeIterator + Clone;

    /// The first element.
    #[inline]
    fn first_value(&self) -> Option<Self::Value> {
        self.values().next()
    }

    /// The last element.
    #[inline]
    fn last_value(&self) -> Option<Self::Value> {
        self.values().next_back()
    }

    /// Whether an element is equal to `value`, which may be of a type with a shorter life.
    #[inline]
    fn has<U>(&self, value: U) -> bool
    where
        Self::Value: PartialEq<U>,
    {
        self.values().any(|element| element == value)
    }

    /// Where the first element is that is equal to `value`.
    #[inline]
    fn index_of<U>(&self, value: U) -> Option<i64>
    where
        Self::Value: PartialEq<U>,
    {
        let at = self.values().position(|element| element == value);
        at.map(|at| at as i64)
    }

    /// Where an element is in a slice that is sorted in natural order. Of several equal ones it is any.
    fn find_sorted(&self, value: Self::Value) -> Option<i64>
    where
        Self::Value: Order;
}

impl<T: Copy> Slice for [T] {
    type Value = T;

    #[inline(always)]
    fn length(&self) -> i64 {
        self.len() as i64
    }

    #[inline(always)]
    #[track_caller]
    fn at(&self, index: impl Integer) -> T {
        *element(self, index, SLICE)
    }

    #[inline(always)]
    fn values(&self) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + Clone {
        self.iter().copied()
    }

    fn find_sorted(&self, value: T) -> Option<i64>
    where
        T: Order,
    {
        let found = self.binary_search_by(|element| element.order(&value));
        found.ok().map(|at| at as i64)
    }
}

impl Bump {
    /// A slice of copies of `values`.
    #[inline]
    pub fn slice<T: Copy>(&self, values: &[T]) -> &[T] {
        match self.try_alloc_slice_copy(values) {
            Ok(slice) => slice,
            Err(_) => crate::bump::out_of_memory(size_of_val(values)),
        }
    }

    /// A slice of what `values` gives.
    pub fn slice_from<T: Copy>(&self, values: impl IntoIterator<Item = T>) -> &[T] {
        self.slice(&values.into_iter().collect::<Vec<T>>())
    }

    /// An array of copies of `values`.
    #[inline]
    pub fn array<T: Copy>(&self, values: &[T]) -> &[Cell<T>] {
        match self.try_alloc_slice_copy(values) {
            Ok(slice) => Cell::from_mut(slice).as_slice_of_cells(),
            Err(_) => crate::bump::out_of_memory(size_of_val(values)),
        }
    }

    /// An array of what `values` gives.
    pub fn array_from<T: Copy>(&self, values: impl IntoIterator<Item = T>) -> &[Cell<T>] {
        self.array(&values.into_iter().collect::<Vec<T>>())
    }

    /// An array of `length` times the same value. A negative length panics.
    #[track_caller]
    pub fn array_filled<T: Copy>(&self, length: i64, value: T) -> &[Cell<T>] {
        self.array_of_length(count(length, ARRAY), |_| value)
    }

    /// An array of what the function gives for each index, from 0 on. A negative length panics.
    ///
    /// ```
    /// use veltrano_runtime::{Array, Bump};
    ///
    /// let bump = Bump::new();
    /// assert!(bump.array_with(4, |i| i * i).values().eq([0, 1, 4, 9]));
    /// ```
    #[track_caller]
    pub fn array_with<T: Copy>(&self, length: i64, mut value: impl FnMut(i64) -> T) -> &[Cell<T>] {
        self.array_of_length(count(length, ARRAY), |at| value(at as i64))
    }

    #[inline]
    fn array_of_length<T: Copy>(
        &self,
        length: usize,
        mut value: impl FnMut(usize) -> T,
    ) -> &[Cell<T>] {
        let Ok(layout) = std::alloc::Layout::array::<T>(length) else {
            crate::bump::out_of_memory(length.saturating_mul(size_of::<T>()))
        };
        let start = self.room(layout).cast::<Cell<T>>();
        for at in 0..length {
            // SAFETY: there is room for `length` values, and nobody else knows of it, not even
            // `value`, which may allocate in this arena.
            unsafe { start.add(at).write(Cell::new(value(at))) };
        }
        // SAFETY: all are there, for as long as the arena is borrowed.
        unsafe { std::slice::from_raw_parts(start.as_ptr(), length) }
    }
}

/// What the messages call the sequences.
pub(crate) const LIST: &str = "list";
const ARRAY: &str = "array";
const SLICE: &str = "slice";

#[inline(always)]
#[track_caller]
fn element<'a, T>(elements: &'a [T], index: impl Integer, what: &str) -> &'a T {
    match index.to_index().and_then(|at| elements.get(at)) {
        Some(element) => element,
        None => out_of_range(&index, what, elements.len()),
    }
}

/// A number of elements.
#[inline]
#[track_caller]
pub(crate) fn count(number: impl Integer, what: &str) -> usize {
    match number.to_index() {
        Some(count) => count,
        None => negative(&number, what),
    }
}

#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn out_of_range(index: &dyn Display, what: &str, length: usize) -> ! {
    panic!(
        "index {index} is out of range: the {what} has {}",
        elements(length)
    )
}

#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn cannot_insert(index: &dyn Display, length: usize) -> ! {
    panic!(
        "cannot insert at index {index}: the list has {}",
        elements(length)
    )
}

#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn changed_while_sorting() -> ! {
    panic!("the list changed its length while it was being sorted")
}

#[cold]
#[inline(never)]
#[track_caller]
fn negative(number: &dyn Display, what: &str) -> ! {
    let article = if what == ARRAY { "an" } else { "a" };
    panic!("{article} {what} cannot have {number} elements")
}

fn elements(count: usize) -> String {
    match count {
        0 => "no elements".into(),
        1 => "1 element".into(),
        _ => format!("{count} elements"),
    }
}
