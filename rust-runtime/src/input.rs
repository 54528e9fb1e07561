//! Standard input as text in arenas.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, BufRead, Read},
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{Bump, output};

/// The next line of standard input, without its line end (`\n` or `\r\n`), in `bump`; `None` at the
/// end of the input. Bytes that are not UTF-8 become U+FFFD.
///
/// What the program has printed appears before it waits for input. Input that cannot be read (a
/// directory, a broken disk) ends the program with a sentence on standard error and status 1.
pub fn read_line(bump: &Bump) -> Option<&str> {
    let mut stdin = io::stdin().lock();
    flush_before_waiting();
    let mut line = LINE.try_with(Cell::take).unwrap_or_default();
    line.clear();
    let buffered = stdin.fill_buf().map(<[u8]>::len);
    let read = buffered.and_then(|buffered| {
        let length = stdin.read_until(b'\n', &mut line)?;
        AT_HAND.store(buffered.saturating_sub(length), Ordering::Relaxed);
        Ok(length)
    });
    drop(stdin);
    let length = read.unwrap_or_else(|error| fail(&error));
    let text = (length > 0).then(|| to_text(without_line_end(&line), bump));
    if line.capacity() <= LINE_KEPT {
        let _ = LINE.try_with(|kept| kept.set(line));
    }
    text
}

/// All of standard input that has not been read yet, in `bump`. Bytes that are not UTF-8 become
/// U+FFFD. Waits and fails as [`read_line`] does.
pub fn stdin_text(bump: &Bump) -> &str {
    let mut stdin = io::stdin().lock();
    AT_HAND.store(0, Ordering::Relaxed);
    flush_before_waiting();
    let mut bytes = Vec::new();
    let read = stdin.read_to_end(&mut bytes);
    drop(stdin);
    match read {
        Ok(_) => to_text(&bytes, bump),
        Err(error) => fail(&error),
    }
}

/// The lines of standard input, one at a time, each in an arena of the caller's choice.
///
/// ```
/// use veltrano_runtime::{Bump, println, stdin_lines};
///
/// let mut lines = stdin_lines();
/// let mut bump = Bump::new();
/// loop {
///     bump.reset();
///     let Some(line) = lines.next_in(&bump) else {
///         break;
///     };
///     println!("{line}");
/// }
/// ```
pub fn stdin_lines() -> StdinLines {
    StdinLines(())
}

/// What [`stdin_lines`] gives. It is no `Iterator`: the arena is given anew for each line, so that it
/// can be reset in between.
#[derive(Debug)]
pub struct StdinLines(());

impl StdinLines {
    /// The next line, as [`read_line`] gives it.
    #[inline]
    pub fn next_in<'bump>(&mut self, bump: &'bump Bump) -> Option<&'bump str> {
        read_line(bump)
    }
}

/// How many bytes std's buffer held after the last line, if nobody else reads standard input. While
/// there are some, reading does not wait, and a filter need not write its output line by line.
static AT_HAND: AtomicUsize = AtomicUsize::new(0);

/// A thread keeps its memory for lines up to this size.
const LINE_KEPT: usize = 64 * 1024;

thread_local! {
    static LINE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

fn flush_before_waiting() {
    if AT_HAND.load(Ordering::Relaxed) == 0 {
        output::flush();
    }
}

fn without_line_end(line: &[u8]) -> &[u8] {
    match line {
        [line @ .., b'\r', b'\n'] | [line @ .., b'\n'] => line,
        line => line,
    }
}

fn to_text<'bump>(bytes: &[u8], bump: &'bump Bump) -> &'bump str {
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => bump.alloc_str(text),
        Cow::Owned(text) => bump.alloc_str(&text),
    }
}

#[cold]
fn fail(error: &io::Error) -> ! {
    output::flush();
    output::write_error(format_args!("cannot read standard input: {error}\n"));
    process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_without_its_line_end() {
        for (line, text) in [
            ("", ""),
            ("\n", ""),
            ("\r\n", ""),
            ("a\n", "a"),
            ("a\r\n", "a"),
            ("a\r", "a\r"),
            ("a\r\r\n", "a\r"),
            ("a\n\n", "a\n"),
        ] {
            assert_eq!(without_line_end(line.as_bytes()), text.as_bytes());
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        let bump = Bump::new();
        assert_eq!(to_text("grüße 🦀".as_bytes(), &bump), "grüße 🦀");
        assert_eq!(to_text(b"a\xFFb\xC3", &bump), "a\u{FFFD}b\u{FFFD}");
    }
}
