//! The programs that `tests/programs.rs` runs. Each is the `main` of a process of its own, chosen by
//! the first argument. They are no part of the tests' own crate because `println!` is std's there.

#[path = "../tests/encoder/mod.rs"]
mod encoder;

use std::{
    env, fmt,
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    thread,
};

use veltrano_runtime::{
    Bump, Integer, Number, Temp, Text, TextArena, eprint, eprintln, exit, print, println,
    read_line, run, show, stdin_lines, stdin_text,
};

macro_rules! programs {
    ($($name:ident)*) => {
        fn main() -> ExitCode {
            match env::args().nth(1).as_deref() {
                $(Some(stringify!($name)) => $name(),)*
                _ => ExitCode::from(2),
            }
        }
    };
}

programs! {
    lines_come_out_as_printed
    lines_of_threads_do_not_mix
    a_display_may_print
    a_main_without_run_loses_nothing
    a_foreign_exit_loses_nothing
    exit_from_a_thread
    an_error_of_main_is_printed
    an_ok_of_main_is_success
    a_panic_names_the_source
    a_panic_takes_the_last_entry_before_it
    a_panic_of_the_runtime_names_its_caller
    overflow_checks_name_the_source
    a_panic_in_a_thread_names_it
    a_panic_while_formatting_leaves_the_rest_usable
    a_panic_without_a_table_names_the_rust
    calls_on_request
    lines_of_input
    all_of_the_input
    empty_input
    a_question_appears_before_the_answer_is_read
    a_closed_pipe_ends_the_program_quietly
    a_pipe_closed_before_the_last_line
    a_stack_overflow_loses_nothing
    the_hook_alone
    a_full_disk_is_reported
    a_full_disk_at_the_last_line
    a_full_disk_in_exit
    a_full_disk_after_main
    a_full_disk_in_a_thread
    a_full_disk_does_not_hide_a_panic
    errors_of_stderr_are_ignored
    input_that_cannot_be_read
    out_of_memory_aborts_with_a_sentence
    out_of_memory_for_text
    out_of_memory_for_a_list
    out_of_memory_for_temporary_text
    out_of_memory_for_what_cannot_be
    a_slow_reader_loses_nothing
}

/// A table for this file: `/*12:5*/` in its source stands before what comes from 12:5 of `app.vl`.
fn positions() -> &'static [u8] {
    let mut entries = Vec::new();
    for (line, text) in (1..).zip(include_str!("programs.rs").lines()) {
        let mut from = 0;
        while let Some((start, end)) = mark(text, from) {
            if let Some((veltrano_line, column)) = text[start + 2..end - 2].split_once(':') {
                if let (Ok(veltrano_line), Ok(column)) = (veltrano_line.parse(), column.parse()) {
                    let spaces = text[end..].len() - text[end..].trim_start().len();
                    let rust_column = text[..end + spaces].chars().count() as u32 + 1;
                    entries.push(((line, rust_column), (veltrano_line, column)));
                }
            }
            from = end;
        }
    }
    let table = encoder::encode(&[encoder::File {
        rust: "examples/programs.rs",
        veltrano: "src/app.vl",
        entries,
    }]);
    table.leak()
}

fn mark(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find("/*")?;
    let end = start + text[start..].find("*/")? + 2;
    Some((start, end))
}

/// A value that the compiler cannot foresee.
fn opaque<T>(value: T) -> T {
    std::hint::black_box(value)
}

fn discard<T>(_: T) {}

fn lines_come_out_as_printed() -> ExitCode {
    run(positions(), || {
        print!("");
        println!();
        print!("a");
        print!("{}", 'b');
        println!("c");
        println!("{:>4}|{}|{{}}", 1, show(Some("x")));
        println!("{}", "long".repeat(20_000));
        println!("{}", "exact".repeat(16 * 1024 / 5));
        for n in 0..10_000 {
            println!("{n}");
        }
        eprint!("to ");
        eprintln!("stderr {}", 1);
        eprintln!();
    })
}

fn lines_of_threads_do_not_mix() -> ExitCode {
    run(positions(), || {
        let threads = (0..4).map(|thread| {
            thread::spawn(move || {
                for n in 0..2_000 {
                    println!("thread {thread} line {n} end");
                }
            })
        });
        let threads: Vec<_> = threads.collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    })
}

fn a_display_may_print() -> ExitCode {
    struct Loud;
    impl fmt::Display for Loud {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            println!("inside {}", 1);
            write!(f, "loud")
        }
    }
    run(positions(), || println!("<{Loud}{Loud}>"))
}

fn a_main_without_run_loses_nothing() -> ExitCode {
    println!("still here");
    ExitCode::from(3)
}

fn a_foreign_exit_loses_nothing() -> ExitCode {
    run(positions(), || {
        println!("still here");
        if opaque(true) {
            std::process::exit(7);
        }
    })
}

fn exit_from_a_thread() -> ExitCode {
    run(positions(), || {
        print!("no line end");
        let _ = thread::spawn(|| exit(42)).join();
    })
}

fn an_error_of_main_is_printed() -> ExitCode {
    run(positions(), || {
        println!("before");
        Err::<(), _>(("no such file", Some(2)))
    })
}

fn an_ok_of_main_is_success() -> ExitCode {
    run(positions(), || Ok::<(), &str>(()))
}

fn a_panic_names_the_source() -> ExitCode {
    run(positions(), || {
        println!("before");
        let zero = opaque(0);
        println!("{}", /*12:5*/ 7 / zero);
    })
}

fn a_panic_takes_the_last_entry_before_it() -> ExitCode {
    run(positions(), || {
        let numbers = [1, 2, 3];
        let at = opaque(3);
        let sum = /*1:1*/1 + /*2:9*/numbers[at];
        println!("{sum}");
    })
}

fn a_panic_of_the_runtime_names_its_caller() -> ExitCode {
    run(positions(), || {
        let failures: [fn(); 8] = [
            || discard(/*1:1*/ opaque(300)./*1:2*/to_i8()),
            || discard(/*2:1*/ opaque(-1.5)./*2:2*/to_u8()),
            || discard(/*3:1*/ "abc"./*3:2*/byte_at(opaque(9))),
            || discard(/*4:1*/ "aé"./*4:2*/slice(0..opaque(2))),
            || discard(/*5:1*/ opaque(2)./*5:2*/power(-1)),
            || discard(/*6:1*/ opaque(0)./*6:2*/to_step()),
            || discard(/*7:1*/ opaque(None::<u8>)./*7:2*/expect("no value")),
            || /*8:2*/panic!("{} and\nanother line", opaque("a line")),
        ];
        for failure in failures {
            let _ = panic::catch_unwind(failure);
        }
    })
}

fn overflow_checks_name_the_source() -> ExitCode {
    run(positions(), || {
        let big = opaque(i64::MAX);
        let _ = panic::catch_unwind(|| println!("{}", /*1:1*/ big + 1));
        let _ = panic::catch_unwind(|| println!("{}", /*2:1*/ 2i64./*2:2*/power(big)));
        // std does not say where `abs` was called; the line comes from the backtrace.
        let _ = panic::catch_unwind(|| println!("{}", /*3:1*/ (-big - 1).abs()));
    })
}

fn a_panic_in_a_thread_names_it() -> ExitCode {
    run(positions(), || {
        let named = thread::Builder::new().name("worker".into());
        let named = named.spawn(|| {
            println!("printed");
            /*9:5*/
            panic!("one")
        });
        assert!(named.unwrap().join().is_err());
        assert!(thread::spawn(|| /*10:5*/panic!("two")).join().is_err());
        println!("goes on");
    })
}

fn a_panic_while_formatting_leaves_the_rest_usable() -> ExitCode {
    struct Bad;
    impl fmt::Display for Bad {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            /*4:4*/
            panic!("bad")
        }
    }
    run(positions(), || {
        println!("before");
        let _ = panic::catch_unwind(|| println!("half {Bad}"));
        println!("after");
    })
}

fn a_panic_without_a_table_names_the_rust() -> ExitCode {
    run(&[], || assert!(opaque(1) > 2, "lost"))
}

fn calls_on_request() -> ExitCode {
    run(positions(), || /*5:5*/assert!(opaque(1) > 2, "deep"))
}

fn lines_of_input() -> ExitCode {
    run(positions(), || {
        let bump = Bump::new();
        println!("first: {}", show(read_line(&bump)));
        let mut lines = stdin_lines();
        let mut bump_for = Bump::new();
        loop {
            bump_for.reset();
            let Some(line) = lines.next_in(&bump_for) else {
                break;
            };
            match line.length() {
                0..100 => println!("[{line:?}]"),
                length => println!("{length} bytes"),
            }
        }
        println!("{}", show(read_line(&bump)));
    })
}

fn all_of_the_input() -> ExitCode {
    run(positions(), || {
        let bump = Bump::new();
        let first = read_line(&bump).expect("a line");
        let rest = stdin_text(&bump);
        println!(
            "{first}|{rest}|{}|{}",
            stdin_text(&bump),
            show(read_line(&bump))
        );
    })
}

fn empty_input() -> ExitCode {
    run(positions(), || {
        let bump = Bump::new();
        println!("{} [{}]", show(read_line(&bump)), stdin_text(&bump));
    })
}

fn a_question_appears_before_the_answer_is_read() -> ExitCode {
    run(positions(), || {
        let bump = Bump::new();
        for _ in 0..3 {
            print!("name? ");
            println!("hello {}", show(read_line(&bump)));
        }
        print!("all? ");
        println!("{}", stdin_text(&bump));
    })
}

fn a_closed_pipe_ends_the_program_quietly() -> ExitCode {
    run(positions(), || {
        for n in 0.. {
            println!("{n}");
        }
    })
}

fn a_pipe_closed_before_the_last_line() -> ExitCode {
    run(positions(), || {
        println!("nobody reads this");
        let bump = Bump::new();
        println!("{}", show(read_line(&bump)));
    })
}

fn a_full_disk_is_reported() -> ExitCode {
    run(positions(), || {
        for n in 0..100_000 {
            println!("{n}");
        }
    })
}

fn a_full_disk_at_the_last_line() -> ExitCode {
    run(positions(), || println!("one line"))
}

fn a_full_disk_in_exit() -> ExitCode {
    println!("one line");
    exit(0)
}

fn a_full_disk_after_main() -> ExitCode {
    println!("one line");
    ExitCode::SUCCESS
}

fn a_full_disk_in_a_thread() -> ExitCode {
    run(positions(), || {
        let threads: Vec<_> = (0..4)
            .map(|_| thread::spawn(|| (0..100_000).for_each(|n| println!("{n}"))))
            .collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    })
}

fn a_full_disk_does_not_hide_a_panic() -> ExitCode {
    run(positions(), || {
        println!("one line");
        assert!(/*3:3*/ opaque(7) / opaque(0) > 0);
    })
}

fn errors_of_stderr_are_ignored() -> ExitCode {
    run(positions(), || {
        eprintln!("lost");
        assert!(opaque(1) > 2, "lost too");
    })
}

fn input_that_cannot_be_read() -> ExitCode {
    run(positions(), || {
        println!("before");
        let bump = Bump::new();
        println!("{}", show(read_line(&bump)));
    })
}

fn out_of_memory_aborts_with_a_sentence() -> ExitCode {
    run(positions(), || {
        println!("before");
        let bump = Bump::new();
        let caught = panic::catch_unwind(AssertUnwindSafe(|| {
            loop {
                bump.alloc([1u8; 1 << 20]);
            }
        }));
        println!("went on: {}", caught.is_err());
    })
}

fn out_of_memory_for_text() -> ExitCode {
    run(positions(), || {
        println!("before");
        let text = "x".repeat(1 << 27);
        let bump = Bump::new();
        while !text.is_empty() {
            bump.alloc_str(&text);
        }
    })
}

fn out_of_memory_for_a_list() -> ExitCode {
    run(positions(), || {
        println!("before");
        let bump = Bump::new();
        let list = bump.list();
        while opaque(true) {
            list.push(opaque(1u64));
        }
    })
}

fn out_of_memory_for_temporary_text() -> ExitCode {
    run(positions(), || {
        println!("before");
        let temp = Temp::push();
        let mut text = temp.text(("x", 1));
        while opaque(true) {
            text = temp.text((text, text));
        }
    })
}

fn out_of_memory_for_what_cannot_be() -> ExitCode {
    run(positions(), || {
        println!("before");
        let bump = Bump::new();
        let caught = panic::catch_unwind(AssertUnwindSafe(|| {
            bump.repeat("ab", opaque(i64::MAX));
        }));
        println!("went on: {}", caught.is_err());
    })
}

fn a_slow_reader_loses_nothing() -> ExitCode {
    run(positions(), || {
        for n in 0..30_000 {
            println!("{n}");
        }
    })
}

fn a_stack_overflow_loses_nothing() -> ExitCode {
    fn deep(n: u64) -> u64 {
        match opaque(&[n; 100])[7] {
            u64::MAX => 0,
            n => 1 + deep(opaque(n + 1)),
        }
    }
    run(positions(), || {
        println!("before");
        println!("{}", deep(0));
    })
}

fn the_hook_alone() -> ExitCode {
    veltrano_runtime::install_panic_hook(positions());
    println!("before");
    println!("{}", /*6:6*/ 7 / opaque(0));
    ExitCode::SUCCESS
}
