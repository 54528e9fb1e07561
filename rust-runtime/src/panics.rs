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
    if is_set("VELTRANO_BACKTRACE") || is_set("RUST_BACKTRACE") {
        let _ = write!(
            report,
            "the calls in the generated Rust:\n{}",
            Backtrace::force_capture()
        );
    }
    report
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
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
            found.or_else(|| innermost_call(positions, &Backtrace::force_capture().to_string()))
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

/// The innermost call in a file of the table. A few functions of std, `abs` among them, panic
/// without passing on where they were called from; then the backtrace knows, if the program was
/// built with line tables, as development builds are.
fn innermost_call<'a>(positions: &Positions<'a>, backtrace: &str) -> Option<Place<'a>> {
    let mut function = "";
    for line in backtrace.lines().map(str::trim_start) {
        let Some(place) = line.strip_prefix("at ") else {
            // `12: name` or, where a call was inlined, `name`.
            function = line.split_once(": ").map_or(line, |(_number, name)| name);
            continue;
        };
        let krate = function.trim_start_matches('<');
        let foreign = ["std::", "core::", "alloc::", "veltrano_runtime::"];
        if foreign.iter().any(|name| krate.starts_with(name)) {
            continue;
        }
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().and_then(|column| column.parse().ok());
        let line = parts.next().and_then(|line| line.parse().ok());
        if let (Some(column), Some(line), Some(path)) = (column, line, parts.next()) {
            if let Some(place) = positions.find_by_end_of_path(path, line, column) {
                return Some(place);
            }
        }
    }
    None
}
