//! Lists against `Vec`, by random operations, and what they promise when they are changed while they
//! are being used.

mod random;

use std::{
    cell::Cell,
    fmt::Debug,
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex},
    thread,
};

use random::{Random, rounds};
use veltrano_runtime::{Array, Bump, List};

/// The message that the block panics with.
fn panic_of<R>(block: impl FnOnce() -> R) -> String {
    let block = AssertUnwindSafe(|| drop(block()));
    let payload = panic::catch_unwind(block).expect_err("it does not panic");
    match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast::<&str>().unwrap().to_string(),
    }
}

fn check<T: Copy + PartialEq + Debug>(list: &List<T>, model: &[T]) {
    assert_eq!(list.length(), model.len() as i64);
    assert_eq!(list.is_empty(), model.is_empty());
    assert!(
        list.iter().eq(model.iter().copied()),
        "{list:?} is not {model:?}"
    );
}

/// Random operations on a list of what `make` makes, beside a `Vec`.
fn play<T: Copy + PartialEq + Debug>(
    bump: &Bump,
    random: &mut Random,
    steps: usize,
    make: impl Fn(u64) -> T,
) {
    let list: &List<T> = match random.below(3) {
        0 => bump.list(),
        1 => bump.list_with_capacity(random.below(100)),
        _ => bump.list_of(&[make(1), make(2), make(3)]),
    };
    let mut model: Vec<T> = list.iter().collect();
    for _ in 0..steps {
        let length = model.len();
        let at = random.below(length + 1);
        let value = make(random.next());
        match random.below(20) {
            0..6 => {
                list.push(value);
                model.push(value);
            }
            6 => {
                list.insert(at, value);
                model.insert(at, value);
            }
            7 => assert_eq!(list.pop(), model.pop()),
            8 if at < length => assert_eq!(list.remove_at(at), model.remove(at)),
            9 if at < length => assert_eq!(list.swap_remove(at), model.swap_remove(at)),
            10 if at < length => {
                list.set(at, value);
                model[at] = value;
                assert_eq!(list.at(at), value);
            }
            11 => {
                assert_eq!(list.first(), model.first().copied());
                assert_eq!(list.last(), model.last().copied());
                assert_eq!(list.contains(value), model.contains(&value));
                let found = model.iter().position(|other| *other == value);
                assert_eq!(list.index_of(value), found.map(|at| at as i64));
            }
            12 => {
                list.reverse();
                model.reverse();
            }
            13 if at < length => {
                let other = random.below(length);
                list.swap(at, other);
                model.swap(at, other);
            }
            14 if random.below(8) == 0 => {
                list.truncate(at);
                model.truncate(at);
            }
            15 if random.below(20) == 0 => {
                list.clear();
                model.clear();
            }
            16 if length < 500 => {
                list.add_all(list);
                let twice = [&model, &model];
                model = twice.into_iter().flatten().copied().collect();
            }
            17 => {
                let other = bump.list_from((0..at as u64 % 7).map(&make));
                list.add_all(other);
                model.extend(other.iter());
            }
            18 => {
                let backward: Vec<T> = list.iter().rev().skip(at).step_by(3).collect();
                assert!(model.iter().rev().skip(at).step_by(3).eq(&backward));
            }
            19 if random.below(8) == 0 => {
                list.fill(value);
                model.fill_with(|| value);
            }
            _ => check(list, &model),
        }
    }
    check(list, &model);
}

#[test]
fn lists_behave_as_vectors() {
    let mut random = Random(1);
    let mut bump = Bump::new();
    let steps = if cfg!(miri) { 50 } else { 300 };
    for _ in 0..rounds(60) {
        let sub = bump.sub();
        play(&bump, &mut random, steps, |n| n);
        play(&sub, &mut random, steps, |n| n as u8);
        play(&bump, &mut random, steps, |n| [n; 11]);
        play(&sub, &mut random, steps, |n| (n as u8, n as u32));
        play(&bump, &mut random, 100, |_| ());
        let text = ["a", "", "long enough"];
        play(&sub, &mut random, 100, |n| text[n as usize % 3]);
        bump.reset();
    }
}

#[test]
fn sorting_is_that_of_vectors() {
    let mut random = Random(2);
    let bump = Bump::new();
    for length in (0..40).chain([100, 1000]).take(rounds(42).max(20)) {
        let values: Vec<(u64, usize)> = (0..length)
            .map(|n| (random.next() % (length as u64 / 2 + 1), n))
            .collect();
        let mut by_first = values.clone();
        by_first.sort_by_key(|value| value.0);

        let list = bump.list_of(&values);
        list.sort_with(|a, b| a.0 < b.0);
        check(list, &by_first);
        let array = bump.array(&values);
        array.sort_with(|a, b| a.0 < b.0);
        assert!(array.values().eq(by_first.iter().copied()));

        let list = bump.list_of(&values);
        list.sort_by_key(|value| value.0);
        check(list, &by_first);
        let array = bump.array(&values);
        array.sort_values_by_key(|value| value.0);
        assert!(array.values().eq(by_first.iter().copied()));

        let mut sorted = values.clone();
        sorted.sort();
        let list = bump.list_of(&values);
        list.sort();
        check(list, &sorted);
        for value in &values {
            assert_eq!(list.at(list.binary_search(*value).unwrap()), *value);
        }
        assert_eq!(list.binary_search((u64::MAX, 0)), None);
        let array = bump.array(&values);
        array.sort_values();
        assert!(array.values().eq(sorted));
    }
}

#[test]
fn a_walk_sees_what_is_added_and_not_what_is_removed() {
    let bump = Bump::new();
    let list = bump.list_of(&[1, 2, 3]);
    let mut seen = vec![];
    for value in list {
        seen.push(value);
        if list.length() < 100 {
            list.push(value + 3);
        }
    }
    assert_eq!(seen, (1..=100).collect::<Vec<i32>>());

    let mut walk = list.iter();
    assert_eq!(walk.next(), Some(1));
    list.truncate(2);
    assert_eq!(walk.next(), Some(2));
    assert_eq!(walk.next(), None);
    list.push(7);
    assert_eq!(walk.next(), Some(7));
    assert_eq!((walk.nth(usize::MAX), walk.next()), (None, None));

    let list = bump.list_of(&[1, 2, 3, 4, 5]);
    let mut walk = list.iter();
    assert_eq!((walk.next_back(), walk.size_hint()), (Some(5), (4, None)));
    list.push(6);
    list.remove_at(0);
    assert_eq!((walk.next_back(), walk.next()), (Some(5), Some(2)));
    list.clear();
    assert_eq!((walk.next(), walk.next_back()), (None, None));
    list.add_each(10..20);
    assert!(walk.clone().eq([11, 12]));
    assert_eq!(walk.nth(1), Some(12));
    assert_eq!(
        (walk.next(), walk.nth(1), walk.next_back()),
        (None, None, None)
    );
}

#[test]
fn functions_may_change_the_list_that_calls_them() {
    let bump = Bump::new();
    let list = bump.list_of(&[3, 1, 2]);
    list.sort_by_key(|value| {
        list.set(0, 100); // seen by nobody: the sorted copy is written back
        value
    });
    check(list, &[1, 2, 3]);
    for change in [
        |list: &List<i32>| list.push(0),
        |list: &List<i32>| list.clear(),
    ] {
        let list = bump.list_of(&[3, 1, 2]);
        let sorting = panic_of(|| {
            list.sort_with(|a, b| {
                change(list);
                a < b
            })
        });
        assert_eq!(
            sorting,
            "the list changed its length while it was being sorted"
        );
    }
    let message = panic_of(|| list.sort_by_key(|value| assert!(value < 2, "no key")));
    assert_eq!(message, "no key");
    check(list, &[1, 2, 3]);

    // Equality that empties the list.
    #[derive(Clone, Copy)]
    struct Clears<'a>(&'a Cell<Option<&'a List<Clears<'a>>>>);
    impl PartialEq for Clears<'_> {
        fn eq(&self, _: &Self) -> bool {
            let list = self.0.get().unwrap();
            list.clear();
            (0..1000).for_each(|_| list.push(*self));
            list.truncate(1);
            false
        }
    }
    let shared = bump.alloc(Cell::new(None));
    let list = bump.list();
    (0..50).for_each(|_| list.push(Clears(shared)));
    shared.set(Some(list));
    assert_eq!(list.index_of(Clears(shared)), None);
    assert_eq!(list.length(), 1);
}

/// A type that can be copied but whose `clone` does something else must not be cloned.
#[test]
fn elements_are_copied_and_never_cloned() {
    #[derive(Copy, PartialEq, Debug)]
    struct Uncloned(u64);
    #[allow(clippy::non_canonical_clone_impl, reason = "that is what is tested")]
    impl Clone for Uncloned {
        fn clone(&self) -> Uncloned {
            panic!("cloned")
        }
    }
    play(&Bump::new(), &mut Random(3), 100, |n| Uncloned(n % 9));
    let bump = Bump::new();
    let values = [Uncloned(2), Uncloned(1)];
    let list = bump.list_of(&values);
    list.sort_by_key(|value| value.0);
    list.sort_with(|a, b| a.0 > b.0);
    check(list, &values);
    let array = bump.array(bump.slice(&values));
    array.sort_values_by_key(|value| value.0);
    array.sort_with(|a, b| a.0 > b.0);
    array.fill_values(values[0]);
    assert!(array.values().eq([values[0]; 2]));
}

#[test]
fn what_is_out_of_range_says_so() {
    let bump = Bump::new();
    let list = bump.list_of(&[1, 2, 3]);
    let one = bump.list_of(&["x"]);
    let none: &List<()> = bump.list();
    let array = bump.array(&[1, 2]);
    let slice = bump.slice(&[1]);
    let range = "is out of range: the";
    assert_eq!(
        panic_of(|| list.at(3)),
        format!("index 3 {range} list has 3 elements")
    );
    assert_eq!(
        panic_of(|| list.set(-1, 0)),
        format!("index -1 {range} list has 3 elements")
    );
    assert_eq!(
        panic_of(|| one.at(u64::MAX)),
        format!("index {} {range} list has 1 element", u64::MAX)
    );
    assert_eq!(
        panic_of(|| one.swap(0, 1)),
        format!("index 1 {range} list has 1 element")
    );
    assert_eq!(
        panic_of(|| none.remove_at(0)),
        format!("index 0 {range} list has no elements")
    );
    assert_eq!(
        panic_of(|| none.swap_remove(0)),
        format!("index 0 {range} list has no elements")
    );
    assert_eq!(
        panic_of(|| list.insert(4, 0)),
        "cannot insert at index 4: the list has 3 elements"
    );
    assert_eq!(
        panic_of(|| list.insert(-1, 0)),
        "cannot insert at index -1: the list has 3 elements"
    );
    assert_eq!(
        panic_of(|| list.truncate(-1)),
        "a list cannot have -1 elements"
    );
    assert_eq!(
        panic_of(|| bump.list_with_capacity::<u8>(-5)),
        "a list cannot have -5 elements"
    );
    assert_eq!(
        panic_of(|| array.at(2)),
        format!("index 2 {range} array has 2 elements")
    );
    assert_eq!(
        panic_of(|| array.set(-1i8, 0)),
        format!("index -1 {range} array has 2 elements")
    );
    assert_eq!(
        panic_of(|| array.swap_values(1, 2)),
        format!("index 2 {range} array has 2 elements")
    );
    assert_eq!(
        panic_of(|| veltrano_runtime::Slice::at(slice, 1)),
        format!("index 1 {range} slice has 1 element")
    );
    assert_eq!(
        panic_of(|| bump.array_filled(-1, 0)),
        "an array cannot have -1 elements"
    );
    assert_eq!(
        panic_of(|| bump.array_with(i64::MIN, |n| n)),
        format!("an array cannot have {} elements", i64::MIN)
    );
    check(list, &[1, 2, 3]);
}

#[test]
fn panics_are_those_of_the_caller() {
    let bump = Bump::new();
    let list = bump.list_of(&[1]);
    let array = bump.array(&[1]);
    let slice = bump.slice(&[1]);
    let two = bump.list_of(&[2, 1]);
    let places = Arc::new(Mutex::new(vec![]));
    let (seen, thread) = (places.clone(), thread::current().id());
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == thread {
            let place = info.location().unwrap();
            let place = (place.file().to_string(), place.line());
            seen.lock().unwrap().push(place);
        }
    }));
    let mut count = 0;
    macro_rules! each_panics {
        ($($panics:expr;)*) => { $(
            count += 1;
            let _ = panic::catch_unwind(AssertUnwindSafe(|| { let _ = $panics; }));
        )* };
    }
    let first = line!();
    each_panics! {
        list.at(1); list.set(1, 1); list.insert(2, 1); list.remove_at(1); list.swap_remove(1);
        list.swap(0, 1); list.truncate(-1); bump.list_with_capacity::<u8>(-1);
        two.sort_with(|_, _| { two.push(1); true });
        list.sort_by_key(|_| list.push(1));
        array.at(1); array.set(1, 1); array.swap_values(0, 1);
        veltrano_runtime::Slice::at(slice, 1);
        bump.array_filled(-1, 1); bump.array_with(-1, |n| n);
        Array::at(list, 9); Array::set(list, 9, 1);
        veltrano_runtime::TextArena::repeat(&bump, "x", -1);
        bump.format(format_args!("{}", Refuses)); veltrano_runtime::Temp::push().format(format_args!("{}", Refuses));
        veltrano_runtime::TextArena::to_text(&bump, Refuses);
        veltrano_runtime::TextArena::join(&bump, [Refuses], ",");
    }
    let here = first..line!();
    panic::set_hook(hook);
    let places = places.lock().unwrap();
    assert_eq!(places.len(), count, "{places:#?}");
    for (file, line) in places.iter() {
        assert!(
            file.ends_with("lists.rs") && here.contains(line),
            "{places:#?}"
        );
    }
}

struct Refuses;
impl std::fmt::Display for Refuses {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Err(std::fmt::Error)
    }
}
impl veltrano_runtime::ShowAsDisplay for Refuses {}

#[test]
fn storage_moves_from_the_arena_to_the_heap() {
    let mut bump = Bump::new();
    for round in 0..3 {
        let many: Vec<&List<u64>> = (0..rounds(200)).map(|_| bump.list()).collect();
        for n in 0..200 {
            for list in &many {
                list.push(n);
            }
        }
        assert!(many.iter().all(|list| list.iter().eq(0..200)));
        // 256 bytes and the smaller storage before it, the list, its link: not the 1600 bytes.
        assert!(
            bump.allocated_bytes() < 200 * 1000,
            "{}",
            bump.allocated_bytes()
        );
        if round < 2 {
            bump.reset();
        }
    }
    let moved = Box::new(bump);
    let list = moved.list_from(0..1000);
    assert_eq!(list.length(), 1000);
    let thread = thread::spawn(move || {
        let list = moved.list_from(0..1000);
        list.length()
    });
    assert_eq!(thread.join().unwrap(), 1000);
}

#[test]
fn alignment_of_elements() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    #[repr(align(64))]
    struct Wide(u8);
    play(&Bump::new(), &mut Random(4), 100, |n| Wide(n as u8));
    let bump = Bump::new();
    let array = bump.array_with(3, |n| Wide(n as u8));
    assert_eq!(array.as_ptr().addr() % 64, 0);
    let words = bump.array_filled(0, "");
    assert_eq!(words.length(), 0);
}

#[test]
fn equality_and_printing_are_by_element() {
    let bump = Bump::new();
    let (a, b) = (bump.list_of(&[1.0, 2.0]), bump.list_of(&[1.0, 2.0]));
    assert!(a == b && !veltrano_runtime::same(a, b));
    b.push(f64::NAN);
    assert!(a != b && b != b);
    assert_eq!(format!("{a:?} {:?}", bump.list::<u8>()), "[1.0, 2.0] []");
}
