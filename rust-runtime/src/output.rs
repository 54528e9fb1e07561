//! Standard output through one buffer of the whole process, and standard error.
//!
//! A line is formatted first, into memory of the thread, and then appended to the buffer under a
//! lock. So lines of threads never mix, a `Display` that prints itself cannot lock up, and no code
//! of the user runs while the lock is held. The buffer is written when it is full, at each line when
//! standard output is a terminal, before standard input is read, in the panic hook, and at the end
//! of the program, however that comes: a stack overflow included, only not a signal that kills.

use std::{
    cell::Cell,
    fmt::{self, Write as _},
    io::{self, ErrorKind, IsTerminal, Write as _},
    process,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// A line on standard output, as [`std::println!`] writes it, only faster. Import it by name:
/// `use veltrano_runtime::println;`.
///
/// Output that cannot be written ends the program: quietly with status 141 when the reader has
/// closed the pipe, with a sentence on standard error and status 1 otherwise.
///
/// In the tests of a crate it *is* std's macro, so that the test runner captures the output.
#[macro_export]
macro_rules! println {
    () => { $crate::println!("") };
    ($($arg:tt)*) => {{
        #[cfg(test)]
        { ::std::println!($($arg)*); }
        #[cfg(not(test))]
        { $crate::__print_line(::std::format_args!($($arg)*)); }
    }};
}

/// Text on standard output without a line end; else as [`println!`].
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {{
        #[cfg(test)]
        { ::std::print!($($arg)*); }
        #[cfg(not(test))]
        { $crate::__print(::std::format_args!($($arg)*)); }
    }};
}

/// A line on standard error, written at once and in one piece. If it cannot be written it is lost.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprintln!("") };
    ($($arg:tt)*) => {{
        #[cfg(test)]
        { ::std::eprintln!($($arg)*); }
        #[cfg(not(test))]
        { $crate::__eprint_line(::std::format_args!($($arg)*)); }
    }};
}

/// Text on standard error without a line end; else as [`eprintln!`].
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {{
        #[cfg(test)]
        { ::std::eprint!($($arg)*); }
        #[cfg(not(test))]
        { $crate::__eprint(::std::format_args!($($arg)*)); }
    }};
}

/// The size of the buffer. Larger ones are no faster.
const ROOM: usize = 16 * 1024;

/// A thread keeps its memory for formatting up to this size.
const SCRATCH_KEPT: usize = 64 * 1024;

static OUT: Mutex<Out> = Mutex::new(Out {
    buffer: Vec::new(),
    mode: Mode::Unknown,
});

/// What waits to be written.
struct Out {
    /// Allocated once, never grows.
    buffer: Vec<u8>,
    mode: Mode,
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Nothing has been printed yet.
    Unknown,
    /// A terminal: a person waits for each line.
    Lines,
    /// A file or a pipe.
    Blocks,
    /// It could not be written. What follows is dropped; the program is about to end.
    Broken,
}

fn out() -> MutexGuard<'static, Out> {
    // Nothing panics while the lock is held; and if it did, the bytes would still be right.
    OUT.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Out {
    fn add(&mut self, bytes: &[u8], line_end: bool) -> io::Result<()> {
        if self.mode == Mode::Unknown {
            self.start();
        }
        if self.buffer.len() + bytes.len() + usize::from(line_end) > ROOM {
            self.flush()?;
        }
        if bytes.len() >= ROOM {
            self.write(bytes)?;
        } else if self.mode != Mode::Broken {
            self.buffer.extend_from_slice(bytes);
        }
        if line_end && self.mode != Mode::Broken {
            self.buffer.push(b'\n');
        }
        if self.mode == Mode::Lines && (line_end || bytes.contains(&b'\n')) {
            self.flush()?;
        }
        Ok(())
    }

    #[cold]
    fn start(&mut self) {
        self.mode = match io::stdout().is_terminal() {
            true => Mode::Lines,
            false => Mode::Blocks,
        };
        self.buffer.reserve_exact(ROOM);
        at_exit::register();
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = self.write(&buffer);
        buffer.clear();
        self.buffer = buffer;
        result
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.mode == Mode::Broken {
            return Ok(());
        }
        let result = write_all(bytes);
        if result.is_err() {
            self.mode = Mode::Broken;
        }
        result
    }
}

/// Straight to the file descriptor: std's `Stdout` would split each block at its last line end and
/// keep the rest in a buffer of its own.
#[cfg(unix)]
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    use std::{fs::File, mem::ManuallyDrop, os::fd::FromRawFd};

    // SAFETY: descriptor 1 is open in every Rust program (std opens /dev/null in its place at the
    // start if it is not), and `ManuallyDrop` keeps this `File` from closing it.
    let mut stdout = ManuallyDrop::new(unsafe { File::from_raw_fd(1) });
    while !bytes.is_empty() {
        match stdout.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Somebody who shares the pipe or terminal made it non-blocking.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(Duration::from_millis(1));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Writes out what has been printed so far. It happens by itself when it matters, see [`println!`];
/// call it before handing standard output to other code or to another process.
pub fn flush() {
    let result = out().flush();
    if let Err(error) = result {
        fail(&error);
    }
}

/// Writes out what it can, for a program that has something worse to report, or that is ending and
/// cannot start to end again.
pub(crate) fn flush_at_the_end() {
    let _ = out().flush();
}

/// Before something else appears on the same terminal.
pub(crate) fn flush_terminal() {
    let mut out = out();
    if out.mode == Mode::Lines {
        let _ = out.flush();
    }
}

/// Ends the program because standard output cannot be written. The lock must not be held.
#[cold]
fn fail(error: &io::Error) -> ! {
    process::exit(report(error))
}

/// The exit status for an output error, after telling what a person has to know about it.
fn report(error: &io::Error) -> i32 {
    if error.kind() == ErrorKind::BrokenPipe {
        // What the shell shows for a program that SIGPIPE ended. Its reader has seen enough.
        return 141;
    }
    write_error(format_args!("cannot write to standard output: {error}\n"));
    1
}

/// To standard error in one piece, without allocating if it is short. Errors are ignored: there is
/// nobody left to tell.
pub(crate) fn write_error(args: fmt::Arguments<'_>) {
    struct Short {
        bytes: [u8; 512],
        length: usize,
    }
    impl fmt::Write for Short {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = self.length + text.len();
            let place = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
            place.copy_from_slice(text.as_bytes());
            self.length = end;
            Ok(())
        }
    }
    let mut short = Short {
        bytes: [0; 512],
        length: 0,
    };
    let _ = match short.write_fmt(args) {
        Ok(()) => io::stderr().write_all(&short.bytes[..short.length]),
        Err(_) => io::stderr().write_all(args.to_string().as_bytes()),
    };
}

#[doc(hidden)]
pub fn __print_line(args: fmt::Arguments<'_>) {
    print(args, true);
}

#[doc(hidden)]
pub fn __print(args: fmt::Arguments<'_>) {
    print(args, false);
}

#[doc(hidden)]
pub fn __eprint_line(args: fmt::Arguments<'_>) {
    eprint(args, true);
}

#[doc(hidden)]
pub fn __eprint(args: fmt::Arguments<'_>) {
    eprint(args, false);
}

#[inline]
fn print(args: fmt::Arguments<'_>, line_end: bool) {
    let result = match args.as_str() {
        Some(text) => out().add(text.as_bytes(), line_end),
        None => formatted(args, |text| out().add(text, line_end)),
    };
    if let Err(error) = result {
        fail(&error);
    }
}

fn eprint(args: fmt::Arguments<'_>, line_end: bool) {
    formatted(args, |text| {
        if line_end {
            text.push(b'\n');
        }
        flush_terminal();
        let _ = io::stderr().write_all(text);
    });
}

thread_local! {
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Formats into the thread's memory. It is taken for as long as it is in use, so formatting that
/// prints finds an empty one; a thread that is ending has none and allocates.
#[inline]
fn formatted<R>(args: fmt::Arguments<'_>, then: impl FnOnce(&mut Vec<u8>) -> R) -> R {
    struct Bytes(Vec<u8>);
    impl fmt::Write for Bytes {
        #[inline]
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.extend_from_slice(text.as_bytes());
            Ok(())
        }
    }
    let mut bytes = Bytes(SCRATCH.try_with(Cell::take).unwrap_or_default());
    bytes.0.clear();
    if bytes.write_fmt(args).is_err() {
        panic!("a `Display` or `Debug` implementation returned an error");
    }
    let result = then(&mut bytes.0);
    if bytes.0.capacity() <= SCRATCH_KEPT {
        let _ = SCRATCH.try_with(|scratch| scratch.set(bytes.0));
    }
    result
}

/// The buffer is written when the process ends, whoever ends it: a `main` that does not call
/// [`run`](crate::run), a foreign crate that calls [`process::exit`], or an abort, which is how a
/// stack overflow ends.
#[cfg(all(any(unix, windows), not(miri)))]
mod at_exit {
    use super::{OUT, out, report};

    unsafe extern "C" {
        fn atexit(callback: extern "C" fn()) -> i32;
        fn _exit(status: i32) -> !;
    }

    pub(super) fn register() {
        // SAFETY: the callback is a plain function that lives as long as the program. If there is
        // no room to register it, `run` and `exit` still write the buffer.
        let _ = unsafe { atexit(write_the_rest) };
        #[cfg(unix)]
        on_abort();
    }

    extern "C" fn write_the_rest() {
        let result = out().flush();
        if let Err(error) = result {
            let status = report(&error);
            // SAFETY: `_exit` may be called at any time; `exit` may not, it is already under way.
            unsafe { _exit(status) }
        }
    }

    #[cfg(unix)]
    fn on_abort() {
        unsafe extern "C" {
            fn signal(number: i32, handler: usize) -> usize;
        }
        /// The same number on all Unix systems.
        const SIGABRT: i32 = 6;
        const DEFAULT: usize = 0;

        extern "C" fn write_what_can_be(_: i32) {
            // It may be this very thread that holds the lock.
            if let Ok(mut out) = OUT.try_lock() {
                let _ = out.flush();
            }
        }
        let handler: extern "C" fn(i32) = write_what_can_be;
        // SAFETY: the handler is a function of the right type that lives as long as the program. It
        // does only what a handler may: it tries an atomic lock, allocates nothing, and writes to a
        // descriptor. When it returns `abort` goes on. A handler that the program had before is put
        // back.
        unsafe {
            let before = signal(SIGABRT, handler as usize);
            if before != DEFAULT {
                signal(SIGABRT, before);
            }
        }
    }
}

#[cfg(any(not(any(unix, windows)), miri))]
mod at_exit {
    pub(super) fn register() {}
}
