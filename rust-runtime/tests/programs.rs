//! Whole programs, each in a process of its own: how they print, read, panic and end. The programs
//! are in `examples/programs.rs`; `cargo test` builds them.
#![cfg(not(miri))] // no processes there

use std::{
    env,
    io::{Read, Write},
    process::{Command, Output, Stdio},
    thread,
};

/// A program of that name, without input.
fn program(name: &str) -> Command {
    // <target>/<profile>/deps/programs-<hash> and <target>/<profile>/examples/programs
    let mut path = env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.extend(["examples", "programs"]);
    path.set_extension(env::consts::EXE_EXTENSION);
    assert!(
        path.exists(),
        "{} is missing: run plain `cargo test`",
        path.display()
    );
    let mut command = Command::new(path);
    command.arg(name).stdin(Stdio::null());
    command.env_remove("VELTRANO_BACKTRACE");
    command
}

trait Expect {
    fn expect(self, status: i32, stdout: &str, stderr: &str);
}

impl Expect for Command {
    /// Runs the program without input and compares everything.
    #[track_caller]
    fn expect(mut self, status: i32, stdout: &str, stderr: &str) {
        self.stdin(Stdio::null());
        self.output().unwrap().expect(status, stdout, stderr);
    }
}

impl Expect for Output {
    #[track_caller]
    fn expect(self, status: i32, stdout: &str, stderr: &str) {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let seen = (text(self.stdout), text(self.stderr), self.status.code());
        assert_eq!(seen, (stdout.to_string(), stderr.to_string(), Some(status)));
    }
}

#[track_caller]
fn with_input(mut command: Command, input: &[u8]) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

#[test]
fn lines_come_out_as_printed() {
    let command = program("lines_come_out_as_printed");
    let numbers: String = (0..10_000).map(|n| format!("{n}\n")).collect();
    let expected = format!(
        "\nabc\n   1|x|{{}}\n{}\n{}\n{numbers}",
        "long".repeat(20_000),
        "exact".repeat(16 * 1024 / 5)
    );
    command.expect(0, &expected, "to stderr 1\n\n");
}

#[test]
fn lines_of_threads_do_not_mix() {
    let mut command = program("lines_of_threads_do_not_mix");
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let mut next = [0; 4];
    for line in output.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let ["thread", thread, "line", n, "end"] = words[..] else {
            panic!("mixed: {line}");
        };
        let (thread, n): (usize, i32) = (thread.parse().unwrap(), n.parse().unwrap());
        assert_eq!(n, next[thread]);
        next[thread] += 1;
    }
    assert_eq!(next, [2_000; 4]);
}

#[test]
fn a_display_may_print() {
    let command = program("a_display_may_print");
    command.expect(0, "inside 1\ninside 1\n<loudloud>\n", "");
}

#[test]
fn a_main_without_run_loses_nothing() {
    let command = program("a_main_without_run_loses_nothing");
    command.expect(3, "still here\n", "");
}

#[test]
fn a_foreign_exit_loses_nothing() {
    let command = program("a_foreign_exit_loses_nothing");
    command.expect(7, "still here\n", "");
}

#[test]
fn exit_from_a_thread() {
    let command = program("exit_from_a_thread");
    command.expect(42, "no line end", "");
}

#[test]
fn an_error_of_main_is_printed() {
    let command = program("an_error_of_main_is_printed");
    command.expect(1, "before\n", "(no such file, 2)\n");
}

#[test]
fn an_ok_of_main_is_success() {
    let command = program("an_ok_of_main_is_success");
    command.expect(0, "", "");
}

#[test]
fn a_panic_names_the_source() {
    let command = program("a_panic_names_the_source");
    command.expect(
        101,
        "before\n",
        "panicked at src/app.vl:12:5: attempt to divide by zero\n",
    );
}

#[test]
fn a_panic_takes_the_last_entry_before_it() {
    let command = program("a_panic_takes_the_last_entry_before_it");
    command.expect(
        101,
        "",
        "panicked at src/app.vl:2:9: index out of bounds: the len is 3 but the index is 3\n",
    );
}

#[test]
fn a_panic_of_the_runtime_names_its_caller() {
    let command = program("a_panic_of_the_runtime_names_its_caller");
    command.expect(
        0,
        "",
        "panicked at src/app.vl:1:2: 300 does not fit in I8\n\
        panicked at src/app.vl:2:2: -1.5 does not fit in U8\n\
        panicked at src/app.vl:3:2: index 9 is out of range: the text has 3 bytes\n\
        panicked at src/app.vl:4:2: slice 0..2 cuts 'é' in two: it has bytes 1..3\n\
        panicked at src/app.vl:5:2: 2 cannot be raised to the negative power -1\n\
        panicked at src/app.vl:6:2: a step must be at least 1, but it is 0\n\
        panicked at src/app.vl:7:2: no value\n\
        panicked at src/app.vl:8:2: a line and\nanother line\n",
    );
}

#[test]
fn overflow_checks_name_the_source() {
    let command = program("overflow_checks_name_the_source");
    if cfg!(debug_assertions) {
        command.expect(
            0,
            "",
            "panicked at src/app.vl:1:1: attempt to add with overflow\n\
            panicked at src/app.vl:2:2: attempt to multiply with overflow\n\
            panicked at src/app.vl:3:1: attempt to negate with overflow\n",
        );
    } else {
        command.expect(0, "-9223372036854775808\n0\n-9223372036854775808\n", "");
    }
}

#[test]
fn a_panic_in_a_thread_names_it() {
    let command = program("a_panic_in_a_thread_names_it");
    command.expect(
        0,
        "printed\ngoes on\n",
        "thread 'worker' panicked at src/app.vl:9:5: one\n\
        a thread panicked at src/app.vl:10:5: two\n",
    );
}

#[test]
fn a_panic_while_formatting_leaves_the_rest_usable() {
    let command = program("a_panic_while_formatting_leaves_the_rest_usable");
    command.expect(0, "before\nafter\n", "panicked at src/app.vl:4:4: bad\n");
}

#[test]
fn a_panic_without_a_table_names_the_rust() {
    let mut command = program("a_panic_without_a_table_names_the_rust");
    let output = command.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.starts_with("panicked at examples/programs.rs:"),
        "{stderr}"
    );
    assert!(stderr.ends_with(": lost\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(101));
}

#[test]
fn the_hook_alone() {
    let message = "panicked at src/app.vl:6:6: attempt to divide by zero\n";
    program("the_hook_alone").expect(101, "before\n", message);
}

#[test]
fn calls_on_request() {
    for (value, calls) in [("1", true), ("0", false), ("", false)] {
        let mut command = program("calls_on_request");
        let output = command.env("VELTRANO_BACKTRACE", value).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let mut lines = stderr.lines();
        assert_eq!(lines.next(), Some("panicked at src/app.vl:5:5: deep"));
        let rest: Vec<&str> = lines.collect();
        if calls && cfg!(debug_assertions) {
            let expected = "    at src/app.vl:5:5 in programs::calls_on_request::";
            assert!(rest[0].starts_with(expected), "{stderr}");
        }
        assert_eq!(calls, !rest.is_empty(), "{stderr}");
    }
}

#[test]
fn lines_of_input() {
    let command = program("lines_of_input");
    let mut input = b"one\ntwo\r\n\n\xFF\xFE\nz\xC3\xA4\0\rx\n".to_vec();
    input.extend([b'x'; 100_000]);
    input.extend(b"\r\nlast\r");
    with_input(command, &input).expect(
        0,
        "first: one\n[\"two\"]\n[\"\"]\n[\"\u{FFFD}\u{FFFD}\"]\n[\"zä\\0\\rx\"]\n\
        100000 bytes\n[\"last\\r\"]\nnull\n",
        "",
    );
}

#[test]
fn all_of_the_input() {
    let command = program("all_of_the_input");
    with_input(command, b"a\nb\r\n\xFFc").expect(0, "a|b\r\n\u{FFFD}c||null\n", "");
}

#[test]
fn empty_input() {
    let command = program("empty_input");
    with_input(command, b"").expect(0, "null []\n", "");
}

#[test]
fn a_question_appears_before_the_answer_is_read() {
    let mut command = program("a_question_appears_before_the_answer_is_read");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut until = |text: &str| {
        let mut seen = vec![0; text.len()];
        stdout.read_exact(&mut seen).unwrap();
        assert_eq!(String::from_utf8(seen).unwrap(), text);
    };
    until("name? ");
    stdin.write_all(b"Ada\n").unwrap();
    until("hello Ada\nname? ");
    // Two lines at once: the second is read without waiting.
    stdin.write_all(b"Bob\nCy\n").unwrap();
    until("hello Bob\nname? hello Cy\nall? ");
    stdin.write_all(b"rest").unwrap();
    drop(stdin);
    until("rest\n");
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
mod unix {
    use super::{Expect, program};
    use std::{
        env,
        fs::File,
        io::{BufRead, BufReader, Read},
        os::unix::process::ExitStatusExt,
        process::{Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    #[test]
    fn a_closed_pipe_ends_the_program_quietly() {
        let mut command = program("a_closed_pipe_ends_the_program_quietly");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        drop(stdout);
        assert_eq!(line, "0\n");
        child.wait_with_output().unwrap().expect(141, "", "");
    }

    #[test]
    fn a_pipe_closed_before_the_last_line() {
        let mut command = program("a_pipe_closed_before_the_last_line");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stdin.take());
        child.wait_with_output().unwrap().expect(141, "", "");
    }

    #[test]
    fn a_full_disk_is_reported() {
        full_disk(program("a_full_disk_is_reported"));
    }

    #[test]
    fn a_full_disk_at_the_last_line() {
        full_disk(program("a_full_disk_at_the_last_line"));
    }

    #[test]
    fn a_full_disk_in_exit() {
        full_disk(program("a_full_disk_in_exit"));
    }

    #[test]
    fn a_full_disk_after_main() {
        full_disk(program("a_full_disk_after_main"));
    }

    #[test]
    fn a_full_disk_in_a_thread() {
        full_disk(program("a_full_disk_in_a_thread"));
    }

    #[test]
    fn a_full_disk_does_not_hide_a_panic() {
        let mut command = program("a_full_disk_does_not_hide_a_panic");
        let output = command
            .stdout(File::create("/dev/full").unwrap())
            .output()
            .unwrap();
        output.expect(
            101,
            "",
            "panicked at src/app.vl:3:3: attempt to divide by zero\n",
        );
    }

    #[test]
    fn errors_of_stderr_are_ignored() {
        let mut command = program("errors_of_stderr_are_ignored");
        let output = command
            .stderr(File::create("/dev/full").unwrap())
            .output()
            .unwrap();
        output.expect(101, "", "");
    }

    #[test]
    fn input_that_cannot_be_read() {
        let mut command = program("input_that_cannot_be_read");
        let output = command.stdin(File::open("/").unwrap()).output().unwrap();
        output.expect(
            1,
            "before\n",
            "cannot read standard input: Is a directory (os error 21)\n",
        );
    }

    #[test]
    fn out_of_memory_aborts_with_a_sentence() {
        let command = program("out_of_memory_aborts_with_a_sentence");
        out_of_memory(
            command,
            "out of memory: an arena could not get room for 1048576 bytes more\n",
        );
    }

    #[test]
    fn out_of_memory_for_text() {
        let command = program("out_of_memory_for_text");
        out_of_memory(
            command,
            "out of memory: an arena could not get room for 134217728 bytes more\n",
        );
    }

    #[test]
    fn out_of_memory_for_a_list() {
        out_of_memory(
            program("out_of_memory_for_a_list"),
            "out of memory: an arena could not get room for 536870912 bytes more\n",
        );
    }

    #[test]
    fn out_of_memory_for_temporary_text() {
        out_of_memory(
            program("out_of_memory_for_temporary_text"),
            "out of memory: an arena could not get room for 268435456 bytes more\n",
        );
    }

    #[test]
    fn out_of_memory_for_what_cannot_be() {
        out_of_memory(
            program("out_of_memory_for_what_cannot_be"),
            "out of memory: an arena could not get room for 18446744073709551614 bytes more\n",
        );
    }

    #[test]
    fn a_stack_overflow_loses_nothing() {
        if env::var_os("VELTRANO_NO_MEMORY_LIMIT").is_some() {
            return; // the sanitizers report it themselves
        }
        let output = program("a_stack_overflow_loses_nothing").output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("thread 'main'"), "{stderr}");
        assert!(stderr.contains("has overflowed its stack"), "{stderr}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "before\n");
        assert_eq!(output.status.signal(), Some(6), "it aborts");
    }

    #[test]
    fn a_slow_reader_loses_nothing() {
        let mut command = program("a_slow_reader_loses_nothing");
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        thread::sleep(Duration::from_millis(50));
        let mut text = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text.lines().count(), 30_000);
        assert!(child.wait().unwrap().success());
    }

    fn full_disk(mut command: Command) {
        let start = Instant::now();
        let output = command
            .stdout(File::create("/dev/full").unwrap())
            .output()
            .unwrap();
        output.expect(
            1,
            "",
            "cannot write to standard output: No space left on device (os error 28)\n",
        );
        assert!(start.elapsed() < Duration::from_secs(20), "it hung");
    }

    /// Runs the program with half a gigabyte of address space.
    fn out_of_memory(command: Command, message: &str) {
        if env::var_os("VELTRANO_NO_MEMORY_LIMIT").is_some() {
            return; // the sanitizers reserve more than any limit
        }
        let mut limited = Command::new("sh");
        limited.args(["-c", "ulimit -c 0; ulimit -v 524288 && exec \"$0\" \"$@\""]);
        limited.arg(command.get_program()).args(command.get_args());
        let output = limited.output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "before\n");
        assert_eq!(output.status.signal(), Some(6), "it aborts");
    }
}
