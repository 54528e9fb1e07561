//! What lists, arrays and temporary text cost next to std's, on the same work: one line for each, with
//! the nanoseconds of one turn for both and how they compare. Run it with `--release`.

use std::{hint::black_box, time::Instant};

use veltrano_runtime::{Array, Bump, List, Temp, TextArena, println};

/// The fastest of some runs, in nanoseconds for one turn.
fn measure(turns: u64, mut work: impl FnMut()) -> f64 {
    let run = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        (0..turns).for_each(|_| work());
        start.elapsed().as_nanos() as f64 / turns as f64
    };
    (0..30)
        .map(|_| run(&mut work))
        .fold(f64::INFINITY, f64::min)
}

fn compare(name: &str, turns: u64, ours: impl FnMut(), theirs: impl FnMut()) {
    let (ours, theirs) = (measure(turns, ours), measure(turns, theirs));
    println!(
        "{:<34} {:>10.1} ns {:>10.1} ns {:>6.2}",
        name,
        ours,
        theirs,
        ours / theirs
    );
}

fn random(count: usize) -> Vec<i64> {
    let mut state = 1u64;
    (0..count)
        .map(|_| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) as i64
        })
        .collect()
}

fn main() {
    println!("{:<34} {:>13} {:>13} {:>6}", "", "veltrano", "std", "ratio");
    let mut bump = Bump::new();

    compare(
        "arena of a call, one object",
        5_000,
        || {
            black_box(Bump::new().alloc(black_box([1u64; 4])));
        },
        || {
            black_box(Box::new(black_box([1u64; 4])));
        },
    );
    compare(
        "local list of 3",
        5_000,
        || {
            let bump = Bump::new();
            let list = bump.list();
            (0..3i64).for_each(|n| list.push(black_box(n)));
            black_box(list.at(1));
        },
        || {
            let mut list = Vec::new();
            (0..3i64).for_each(|n| list.push(black_box(n)));
            black_box(list[1]);
        },
    );
    compare(
        "push 100 000",
        2,
        || {
            bump.reset();
            let list = bump.list();
            (0..100_000i64).for_each(|n| list.push(n));
            black_box(list);
        },
        || {
            let mut list = Vec::new();
            (0..100_000i64).for_each(|n| list.push(n));
            black_box(list);
        },
    );

    let values = random(100_000);
    let bump = Bump::new();
    let list = bump.list_of(&values);
    let array = bump.array(&values);
    let mut vector = values.clone();
    compare(
        "walk 100 000, list",
        5,
        || {
            black_box(black_box(list).iter().fold(0i64, |a, b| a ^ b));
        },
        || {
            black_box(black_box(&values).iter().fold(0i64, |a, b| a ^ b));
        },
    );
    compare(
        "walk 100 000, array",
        5,
        || {
            black_box(black_box(array).values().fold(0i64, |a, b| a ^ b));
        },
        || {
            black_box(black_box(&values).iter().fold(0i64, |a, b| a ^ b));
        },
    );
    compare(
        "read and write by index, list",
        5,
        || {
            for i in 1..list.length() {
                list.set(i, list.at(i) ^ list.at(i - 1));
            }
        },
        || {
            for i in 1..vector.len() {
                vector[i] ^= vector[i - 1];
            }
        },
    );
    compare(
        "read and write by index, array",
        5,
        || {
            for i in 1..array.length() {
                array.set(i, array.at(i) ^ array.at(i - 1));
            }
        },
        || {
            for i in 1..vector.len() {
                vector[i] ^= vector[i - 1];
            }
        },
    );
    let values = random(10_000);
    let mut scratch = Bump::new();
    let mut sort = |name: &str, values: &[i64], ours: fn(&List<i64>), theirs: fn(&mut Vec<i64>)| {
        let ours = || {
            scratch.reset();
            ours(scratch.list_of(values));
        };
        compare(name, 1, ours, || theirs(&mut values.to_vec()));
    };
    sort("sort 10 000", &values, List::sort, |v| v.sort());
    sort(
        "sort 10 000 by a key",
        &values,
        |list| list.sort_by_key(|n| n % 1000),
        |vector| vector.sort_by_key(|n| n % 1000),
    );
    sort(
        "sort 10 000 with a function",
        &values,
        |list| list.sort_with(|a, b| a > b),
        |vector| vector.sort_by(|a, b| b.cmp(a)),
    );
    let sorted: Vec<i64> = (0..10_000).collect();
    sort(
        "sort 10 000 that are sorted",
        &sorted,
        |list| list.sort_with(|a, b| a < b),
        |vector| vector.sort(),
    );

    compare(
        "an unused frame",
        50_000,
        || {
            black_box(&Temp::push());
        },
        || {
            black_box(&String::new());
        },
    );
    compare(
        "text of three texts",
        5_000,
        || {
            let temp = Temp::push();
            black_box(temp.text((black_box("Hello "), black_box("Ada"), black_box("!"))));
        },
        || {
            black_box(format!(
                "{}{}{}",
                black_box("Hello "),
                black_box("Ada"),
                black_box("!")
            ));
        },
    );
    compare(
        "text with two numbers",
        5_000,
        || {
            let temp = Temp::push();
            black_box(temp.text(("x=", black_box(-12i64), ", y=", black_box(123456i64))));
        },
        || {
            black_box(format!(
                "x={}, y={}",
                black_box(-12i64),
                black_box(123456i64)
            ));
        },
    );
    compare(
        "formatted float",
        5_000,
        || {
            let temp = Temp::push();
            black_box(temp.format(format_args!("{:.2} %", black_box(12.345))));
        },
        || {
            black_box(format!("{:.2} %", black_box(12.345)));
        },
    );
    compare(
        "a + b, 1000 times",
        50,
        || {
            let temp = Temp::push();
            let mut text = "";
            for n in 0..1000i64 {
                text = temp.text((text, n % 10, ','));
            }
            black_box(text);
        },
        || {
            let mut text = String::new();
            for n in 0..1000i64 {
                use std::fmt::Write;
                write!(text, "{},", n % 10).unwrap();
            }
            black_box(text);
        },
    );
    compare(
        "replace in 1000 bytes",
        500,
        || {
            let temp = Temp::push();
            let text = temp.repeat("one two ", 125);
            black_box(temp.replace(text, "two", "2"));
        },
        || {
            let text = "one two ".repeat(125);
            black_box(text.replace("two", "2"));
        },
    );
    compare(
        "join 100 words",
        500,
        || {
            let temp = Temp::push();
            black_box(temp.join([black_box("word"); 100], ", "));
        },
        || {
            black_box([black_box("word"); 100].join(", "));
        },
    );
}
