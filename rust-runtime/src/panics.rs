//! Panics, reported by their place in the Veltrano source.

use std::{
    any::Any,
    backtrace::Backtrace,
    env,
    fmt::Write as _,
    io::{self, Write as _},
    panic::{self, Location, PanicHookInfo},
    sync::OnceLock,
    thread,
};

use crate::{
    output,
    positions::{Place, Positions},
};

/// Installs the hook that [`run`](crate::run) installs, for code that has another `main`: tests, or
/// a program of which Veltrano is only a part. The first call counts.
///
/// The report goes to standard error in a way that the test runner of Rust captures.
#[track_caller]
pub fn install_panic_hook(positions: &'static [u8]) {
    install(positions, Location::caller().file(), Reader::TestRunner);
}

/// Who gets the report.
#[derive(Clone, Copy)]
pub(crate) enum Reader {
    /// Straight to standard error. A failure to write is ignored: a panic in the hook would abort.
    Person,
    /// Through `eprint!`, which is what the test runner captures.
    TestRunner,
}

static POSITIONS: OnceLock<Positions<'static>> = OnceLock::new();

pub(crate) fn install(table: &'static [u8], caller: &'static str, reader: Reader) {
    if POSITIONS.set(Positions::new(table, caller)).is_ok() {
        panic::set_hook(Box::new(move |info| hook(info, reader)));
    }
}

fn hook(info: &PanicHookInfo<'_>, reader: Reader) {
    // What was printed before the panic is seen before its report.
    output::flush_at_the_end();
    let text = report(info);
    match reader {
        Reader::Person => {
            let _ = io::stderr().write_all(text.as_bytes());
        }
        Reader::TestRunner => std::eprint!("{text}"),
    }
}

/// `panicked at src/app.vl:12:5: attempt to divide by zero`, after the thread's name if it is not
/// the main thread, before a backtrace if one is wanted.
fn report(info: &PanicHookInfo<'_>) -> String {
    let mut report = String::new();
    let thread = thread::current();
    let _ = match thread.name() {
        Some("main") => Ok(()),
        Some(name) => write!(report, "thread '{name}' "),
        None => write!(report, "a thread "),
    };
    report.push_str("panicked");
    if let Some(location) = info.location() {
        let place = find(location);
        let _ = write!(report, " at {}:{}:{}", place.file, place.line, place.column);
    }
    let _ = writeln!(report, ": {}", message(info.payload()));
    if env::var_os("VELTRANO_BACKTRACE").is_some_and(|value| !value.is_empty() && value != "0") {
        report_calls(&mut report);
    }
    report
}

/// The calls that led to the panic by their places in the Veltrano source, the innermost first. A
/// program without line tables only knows the names of its functions, which is what it shows then.
fn report_calls(report: &mut String) {
    let backtrace = Backtrace::force_capture().to_string();
    let mut known = false;
    for (function, place) in POSITIONS
        .get()
        .into_iter()
        .flat_map(|positions| calls(positions, &backtrace))
    {
        let Place { file, line, column } = place;
        let _ = writeln!(report, "    at {file}:{line}:{column} in {function}");
        known = true;
    }
    if !known {
        report.push_str(&backtrace);
    }
}

fn message(payload: &(dyn Any + Send)) -> &str {
    match payload.downcast_ref::<&'static str>() {
        Some(message) => message,
        None => payload
            .downcast_ref::<String>()
            .map_or("a value that is no text", String::as_str),
    }
}

/// The place in the Veltrano source; failing that, the one in Rust.
fn find<'a>(location: &'a Location<'a>) -> Place<'a> {
    let (file, line, column) = (location.file(), location.line(), location.column());
    let positions = POSITIONS.get().filter(|positions| !positions.is_empty());
    positions
        .and_then(|positions| {
            let found = positions.find(file, line, column);
            found.or_else(|| {
                // A few functions of std, `abs` among them, panic without passing on where they were
                // called from. Then the backtrace knows, if the program was built with line tables,
                // as development builds are.
                let backtrace = Backtrace::force_capture().to_string();
                calls(positions, &backtrace).next().map(|(_, place)| place)
            })
        })
        .unwrap_or(Place {
            file: without_build_of_std(file),
            line,
            column,
        })
}

/// `library/core/src/num/mod.rs` of `/rustc/<commit>/library/core/src/num/mod.rs`.
fn without_build_of_std(file: &str) -> &str {
    let std = file.strip_prefix("/rustc/");
    std.and_then(|path| path.split_once('/'))
        .map_or(file, |(_commit, path)| path)
}

/// The calls in a backtrace that are in files of the table: Rust function and Veltrano place, the
/// innermost first.
fn calls<'a, 'b>(
    positions: &Positions<'a>,
    backtrace: &'b str,
) -> impl Iterator<Item = (&'b str, Place<'a>)> {
    let mut function = "";
    backtrace.lines().filter_map(move |line| {
        let line = line.trim_start();
        let Some(place) = line.strip_prefix("at ") else {
            // `12: name` or, where a call was inlined, `name`.
            function = line.split_once(": ").map_or(line, |(_number, name)| name);
            return None;
        };
        // A file of a foreign crate may end like one of ours.
        let foreign = ["std::", "core::", "alloc::", "veltrano_runtime::"];
        let name = function.trim_start_matches('<');
        if foreign.iter().any(|krate| name.starts_with(krate)) {
            return None;
        }
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let place = positions.find_by_end_of_path(parts.next()?, line, column)?;
        Some((function, place))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `src/app.rs` from `src/app.vl`: 3:5 from 2:3, 7:9 from 5:1.
    const TABLE: &[u8] =
        b"VLP\x01\x01\x0Asrc/app.rs\x0Asrc/app.vl\x08\x03\x05\x04\x06\x04\x09\x06\x02";

    #[test]
    fn calls_are_those_in_our_files() {
        let backtrace = "\
   0: core::num::<impl i64>::abs
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/src/app.rs:3583:20
   1: <hello::app::Point>::length
             at ./src/app.rs:3:7
   2: veltrano_runtime::text::slice
             at ./veltrano-runtime/src/app.rs:9:9
      hello::app::inlined::{{closure}}
             at /home/ada/hello world: 2/src/app.rs:8:1
   3: hello::main
             at ./src/main.rs:5:5
   4: main
   5: __libc_start_call_main
             at ./csu/../sysdeps/nptl/libc_start_call_main.h:58:16
   6: odd
             at src/app.rs:x:1
";
        let positions = Positions::new(TABLE, "src/app.rs");
        let seen: Vec<_> = calls(&positions, backtrace)
            .map(|(function, place)| (function, place.line, place.column))
            .collect();
        assert_eq!(
            seen,
            [
                ("<hello::app::Point>::length", 2, 3),
                ("hello::app::inlined::{{closure}}", 5, 1)
            ]
        );
    }

    #[test]
    fn places_in_std_are_shown_without_the_build() {
        let file = "/rustc/59807616/library/core/src/num/mod.rs";
        assert_eq!(without_build_of_std(file), "library/core/src/num/mod.rs");
        assert_eq!(without_build_of_std("src/main.rs"), "src/main.rs");
    }
}
