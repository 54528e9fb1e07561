//! The beginning and the end of a program.

use std::{
    panic::Location,
    process::{self, ExitCode},
};

use crate::{Show, output, panics, show};

/// Runs a program: what its `main` consists of.
///
/// A panic is reported with its place in the Veltrano source, which `positions` gives (see
/// [`positions`](crate::positions); `&[]` when there is none), in every thread, and ends the main
/// thread with status 101. An `Err` is printed to standard error and gives status 1. Whatever
/// happens, what was printed before is written.
///
/// ```
/// mod app {
///     pub fn main() -> Result<(), &'static str> {
///         veltrano_runtime::println!("hello");
///         Ok(())
///     }
/// }
///
/// fn main() -> std::process::ExitCode {
///     veltrano_runtime::run(&[], app::main)
/// }
/// ```
#[track_caller]
pub fn run<R: Outcome>(positions: &'static [u8], main: fn() -> R) -> ExitCode {
    panics::install(positions, Location::caller().file(), panics::Reader::Person);
    let code = main().exit_code();
    output::flush();
    code
}

/// What a program's main function may return: nothing, or a `Result` whose error can be printed.
pub trait Outcome {
    /// Reports an error and gives the status to exit with.
    #[doc(hidden)]
    fn exit_code(self) -> ExitCode;
}

impl Outcome for () {
    fn exit_code(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl<T, E: Show> Outcome for Result<T, E> {
    fn exit_code(self) -> ExitCode {
        match self {
            Ok(_) => ExitCode::SUCCESS,
            Err(error) => {
                output::flush();
                crate::__eprint_line(format_args!("{}", show(error)));
                ExitCode::FAILURE
            }
        }
    }
}

/// Ends the program with a status, from any thread, after writing what was printed.
///
/// Systems keep only the lowest eight bits of a status. A status other than 0 that would come out as
/// 0 becomes 1, so that a failure never looks like success.
pub fn exit(code: i64) -> ! {
    output::flush();
    process::exit(status(code))
}

fn status(code: i64) -> i32 {
    match code & 0xFF {
        0 if code != 0 => 1,
        // Windows has more room.
        low => i32::try_from(code).unwrap_or(low as i32),
    }
}

#[cfg(test)]
mod tests {
    use super::status;

    #[test]
    fn a_failure_never_looks_like_success() {
        for (code, expected) in [
            (0, 0),
            (1, 1),
            (255, 255),
            (256, 1),
            (-1, -1),
            (512, 1),
            (1 << 32, 1),
            ((1 << 32) + 7, 7),
            (i64::MIN, 1),
        ] {
            assert_eq!(status(code), expected, "{code}");
        }
    }
}
