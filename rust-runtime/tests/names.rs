//! The names of lists, arrays and slices in one scope with std's: each call means what it says, with
//! values and `i64`.

use std::cell::Cell;

use veltrano_runtime::{Array, Bump, List, Slice, Text, TextArena};

/// Callable on what behaves as an array.
fn sum<A: Array<Value = i64> + ?Sized>(array: &A) -> i64 {
    array.values().sum()
}

#[test]
fn arrays() {
    let bump = Bump::new();
    let array: &[Cell<i64>] = bump.array(&[3, 1, 2]);
    let length: i64 = array.length();
    assert_eq!(length, 3);
    assert!(!array.is_empty());
    array.set(0u8, array.at(2i64) + 10);
    let first: Option<i64> = array.first_value();
    assert_eq!((first, array.last_value()), (Some(12), Some(2)));
    assert!(array.has(1) && !array.has(3));
    assert_eq!((array.index_of(2), array.index_of(9)), (Some(2), None));
    array.sort_values();
    assert!(array.values().eq([1, 2, 12]));
    assert_eq!(
        (array.find_sorted(12), array.find_sorted(3)),
        (Some(2), None)
    );
    array.reverse_values();
    array.swap_values(0, 1u64);
    assert!(array.values().rev().eq([1, 12, 2]));
    array.sort_values_by_key(|n| (n % 2, -n));
    assert!(array.values().eq([12, 2, 1]));
    array.sort_with(|a, b| a < b);
    assert!(array.values().eq([1, 2, 12]));
    assert_eq!(sum(array), 15);
    array.fill_values(7);
    assert_eq!(sum(array), 21);
}

#[test]
fn arrays_of_arrays_and_of_text() {
    let bump = Bump::new();
    let rows = bump.array_with(2, |row| bump.array_filled(3, row));
    rows.at(1).set(2, 5);
    assert!(
        rows.values()
            .flat_map(|row| row.values())
            .eq([0, 0, 0, 1, 1, 5])
    );
    let words = bump.array(&["b", "a"]);
    words.sort_values();
    assert_eq!(words.first_value().map(|word| word.length()), Some(1));
    assert_eq!(bump.join(words.values(), '+'), "a+b");
    fn generic<T: Copy + PartialEq>(array: &[Cell<T>], value: T) -> (i64, bool) {
        (array.length(), array.has(value))
    }
    assert_eq!(generic(words, "a"), (2, true));
}

#[test]
fn slices() {
    let bump = Bump::new();
    let slice: &[i64] = bump.slice_from([1, 2, 12].iter().map(|n| n * 2));
    assert_eq!((slice.length(), slice.at(1u16)), (3, 4));
    assert_eq!(
        (slice.first_value(), slice.last_value()),
        (Some(2), Some(24))
    );
    assert!(slice.has(4) && !slice.has(5));
    assert_eq!(
        (slice.index_of(24), slice.find_sorted(24)),
        (Some(2), Some(2))
    );
    assert_eq!(slice.values().len(), 3);
    let empty: &[f64] = &[];
    assert_eq!((empty.first_value(), empty.last_value()), (None, None));
    fn generic<T: Copy + PartialEq>(slice: &[T], value: T) -> (i64, bool) {
        (slice.length(), slice.has(value))
    }
    assert_eq!(generic(slice, 4), (3, true));
}

#[test]
fn lists_by_both_kinds_of_names() {
    let bump = Bump::new();
    let list: &List<i64> = bump.list_of(&[3, 1, 2]);
    assert_eq!((list.length(), list.at(0)), (3, 3));
    assert_eq!(list.first(), list.first_value());
    assert_eq!(list.last(), list.last_value());
    assert_eq!(list.contains(1), list.has(1));
    assert_eq!(list.index_of(2), Some(2));
    list.sort_values();
    assert_eq!(list, bump.list_of(&[1, 2, 3]));
    assert_eq!(list.find_sorted(2), list.binary_search(2));
    list.reverse_values();
    list.swap_values(0, 2);
    list.fill_values(4);
    list.sort_values_by_key(|n| n);
    list.sort_with(|a, b| a < b);
    assert_eq!(sum(list), 12);
}
