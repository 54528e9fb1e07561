//! The arena.

use std::{fmt, mem, ops::Deref, process};

use crate::output;

/// An arena: what is allocated in it lives until the arena is reset or dropped, all at once.
///
/// It wraps [`bumpalo::Bump`], whose other methods are reachable through `Deref`. What differs:
///
/// - [`alloc`](Bump::alloc) and [`alloc_str`](Bump::alloc_str) give *shared* references. What lives
///   in an arena is shared by everybody who holds it; with `&mut` two branches of an `if` that give
///   an old and a new object would not have one type.
/// - Types with a destructor are refused when the program is compiled: an arena runs none.
/// - When memory is out the program ends with a message. It does not unwind.
///
/// A new arena holds no memory before the first allocation.
///
/// ```
/// use veltrano_runtime::Bump;
///
/// struct Node<'a> {
///     name: &'a str,
///     next: Option<&'a Node<'a>>,
/// }
///
/// let bump = Bump::new();
/// let last = bump.alloc(Node { name: bump.alloc_str("last"), next: None });
/// let first = bump.alloc(Node { name: bump.alloc_str("first"), next: Some(last) });
/// assert_eq!(first.next.map(|node| node.name), Some("last"));
/// ```
#[derive(Default)]
pub struct Bump {
    chunks: bumpalo::Bump,
}

impl Bump {
    /// An empty arena. It allocates nothing itself.
    #[inline]
    pub fn new() -> Bump {
        Bump {
            chunks: bumpalo::Bump::new(),
        }
    }

    /// Puts a value into the arena.
    ///
    /// A type with a destructor does not compile, because it would never run:
    ///
    /// ```compile_fail
    /// veltrano_runtime::Bump::new().alloc(String::from("owned"));
    /// ```
    #[inline(always)]
    pub fn alloc<T>(&self, value: T) -> &T {
        const {
            assert!(
                !mem::needs_drop::<T>(),
                "an arena runs no destructors, so it takes no type that has one"
            );
        }
        match self.chunks.try_alloc(value) {
            Ok(place) => place,
            Err(_) => out_of_memory(size_of::<T>()),
        }
    }

    /// Puts a copy of a text into the arena.
    #[inline]
    pub fn alloc_str(&self, text: &str) -> &str {
        match self.chunks.try_alloc_str(text) {
            Ok(place) => place,
            Err(_) => out_of_memory(text.len()),
        }
    }

    /// Ends the life of everything in the arena. The largest chunk stays for what comes next, so an
    /// arena that is reset in each turn of a loop soon allocates nothing more.
    ///
    /// Nothing may be in use any more, which the borrow checker sees to:
    ///
    /// ```compile_fail,E0502
    /// let mut bump = veltrano_runtime::Bump::new();
    /// let text = bump.alloc_str("short-lived");
    /// bump.reset();
    /// println!("{text}");
    /// ```
    #[inline]
    pub fn reset(&mut self) {
        self.chunks.reset();
    }

    /// Ends the arena and everything in it; the same as dropping it, in a word that says so.
    #[inline]
    pub fn free(self) {}

    /// The room in the arena's chunks in bytes, used or not.
    #[inline]
    pub fn allocated_bytes(&self) -> usize {
        self.chunks.allocated_bytes()
    }
}

impl Deref for Bump {
    type Target = bumpalo::Bump;

    #[inline(always)]
    fn deref(&self) -> &bumpalo::Bump {
        &self.chunks
    }
}

impl fmt::Debug for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bump")
            .field("allocated_bytes", &self.allocated_bytes())
            .finish()
    }
}

/// Says so and aborts. An unwinding panic would run on without the memory it needs, and could be
/// caught by code that takes it for something else. Allocates nothing.
#[cold]
#[inline(never)]
fn out_of_memory(bytes: usize) -> ! {
    output::flush_at_the_end();
    output::write_error(format_args!(
        "out of memory: an arena could not get room for {bytes} bytes more\n"
    ));
    process::abort()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_new_arena_holds_no_memory() {
        assert_eq!(Bump::new().allocated_bytes(), 0);
        assert_eq!(Bump::default().allocated_bytes(), 0);
    }

    #[test]
    fn values_stay_where_they_are_while_the_arena_grows() {
        let bump = Bump::new();
        let numbers: Vec<&Cell<u64>> = (0..10_000).map(|n| bump.alloc(Cell::new(n))).collect();
        numbers.iter().for_each(|n| n.set(n.get() * 2));
        assert!((0..).zip(&numbers).all(|(n, cell)| cell.get() == n * 2));
        assert!(bump.allocated_bytes() >= 80_000);
    }

    #[test]
    fn text_of_any_length_is_copied() {
        let bump = Bump::new();
        for length in [0, 1, 511, 512, 513, 100_000] {
            let text = "ä".repeat(length);
            let copy = bump.alloc_str(&text);
            assert_eq!(copy, text);
            assert!(length == 0 || copy.as_ptr() != text.as_ptr());
        }
    }

    #[test]
    fn alignment_and_empty_types_are_respected() {
        #[repr(align(128))]
        struct Wide(#[allow(dead_code)] u8);
        let bump = Bump::new();
        for n in 0..9 {
            bump.alloc(n);
            bump.alloc(());
            assert_eq!(bump.alloc(Wide(n)) as *const Wide as usize % 128, 0);
        }
    }

    #[test]
    fn reset_keeps_the_largest_chunk_only() {
        let mut bump = Bump::new();
        bump.reset();
        assert_eq!(bump.allocated_bytes(), 0);
        for _ in 0..1000 {
            bump.alloc([0u64; 8]);
        }
        bump.reset();
        let kept = bump.allocated_bytes();
        assert!(kept > 0);
        for _ in 0..50 {
            for _ in 0..100 {
                bump.alloc([0u64; 8]);
            }
            bump.reset();
            assert_eq!(bump.allocated_bytes(), kept);
        }
        bump.free();
    }

    #[test]
    fn an_arena_moves_between_threads() {
        let bump = Bump::new();
        bump.alloc(1);
        let bump = std::thread::spawn(move || {
            bump.alloc(2);
            bump
        })
        .join()
        .unwrap();
        assert_eq!(*bump.alloc(3), 3);
    }
}
