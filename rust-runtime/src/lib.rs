//! What programs written in Veltrano need at run time, usable by hand from any Rust program.
//!
//! - [`Bump`] is an arena: many small allocations, freed together.
//! - [`List`] is a buffer that grows, [`Array`] and [`Slice`] are what `&[Cell<T>]` and `&[T]` can do:
//!   elements by value, indices of any integer type, everything through shared references.
//! - [`Temp`] is a frame of the thread's stack of temporary text; [`TextArena`] is how new text is made,
//!   there or in an arena.
//! - [`println!`], [`print!`], [`eprintln!`] and [`eprint!`] do what std's do, several times faster.
//! - [`read_line`], [`stdin_lines`] and [`stdin_text`] read text into an arena.
//! - [`run`] is what a `main` calls: it reports panics and errors by their place in the Veltrano
//!   source and never loses output. [`positions`] describes the table that it takes.
//! - [`Number`], [`Integer`] and [`Text`] are the operations of numbers and text that Rust spells
//!   differently, or does not have with the positions and messages that Veltrano promises.
//! - [`show()`] prints what has no `Display` in Rust: options, tuples, results and `()`.
//!
//! ```
//! use veltrano_runtime::{Bump, Number, Text, println, show};
//!
//! let bump = Bump::new();
//! let name = bump.alloc_str("Ada");
//! println!("{} has {} letters, the first is {}", name, name.length(), name.byte_at(0).to_i64());
//! println!("{}", show(name.index_of('x'))); // null
//! ```
//!
//! Positions, sizes and counts are `i64` as in Veltrano, so the crate is for 64-bit targets only.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("veltrano-runtime supports 64-bit targets only");

mod bump;
mod defer;
mod identity;
mod input;
mod list;
mod number;
mod order;
mod output;
mod panics;
mod parts;
pub mod positions;
mod run;
mod sequence;
mod show;
mod temp;
mod text;
mod text_arena;
mod warm;

pub use bump::{Bump, SubBump, same};
pub use defer::{Deferred, defer};
pub use identity::same_or_null;
pub use input::{StdinLines, read_line, stdin_lines, stdin_text};
pub use list::{List, ListIter};
pub use number::{Integer, Number};
pub use order::Order;
pub use output::flush;
#[doc(hidden)]
pub use output::{__eprint, __eprint_line, __print, __print_line};
pub use panics::install_panic_hook;
pub use parts::Part;
pub use run::{Outcome, exit, run};
pub use sequence::{Array, Slice};
pub use show::{Show, ShowAsDisplay, Shown, show};
pub use temp::Temp;
pub use text::{Piece, Text, char_of};
pub use text_arena::TextArena;
