//! The arena.

use std::{
    alloc::Layout,
    cell::Cell,
    fmt,
    marker::PhantomData,
    mem,
    ops::Deref,
    process,
    ptr::{self, NonNull},
};

use crate::{Part, Temp, output, warm};

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
/// - [`list`](Bump::list) makes a buffer that grows outside the arena's chunks and is freed with it.
/// - Two objects never have the same address, not even if their type has no size, so that the
///   address is an object's identity (see [`same`]).
///
/// A new arena allocates nothing before the first allocation. A small arena that is dropped leaves
/// its chunk to the next one of the thread, so that a function with an arena of its own can be called
/// often.
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
pub struct Bump {
    chunks: bumpalo::Bump,
    /// The last of the heap blocks that are freed with the arena. The links lie in the arena's chunks
    /// and do not know where the `Bump` is, so it may move whenever nothing is borrowed from it.
    attached: Cell<Option<NonNull<Link>>>,
}

// SAFETY: an arena that moves to another thread is not borrowed, so nobody holds anything of it, and
// it never touches what it holds: it runs no destructors. What hangs on the chain are heap blocks,
// which any thread may free.
unsafe impl Send for Bump {}

/// One heap block that is freed with an arena. It lies in the arena's chunks, as the first field of
/// what `release` expects there.
#[repr(C)]
pub(crate) struct Link {
    earlier: Option<NonNull<Link>>,
    release: unsafe fn(NonNull<Link>),
}

impl Link {
    /// A link for [`Bump::attach`]; `release` frees the block and runs no code of a user.
    pub(crate) fn new(release: unsafe fn(NonNull<Link>)) -> Link {
        Link {
            earlier: None,
            release,
        }
    }
}

impl Bump {
    /// An empty arena. It allocates nothing itself.
    #[inline]
    pub fn new() -> Bump {
        Bump {
            chunks: warm::take(),
            attached: Cell::new(None),
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
        if size_of::<T>() == 0 {
            return self.alloc_without_size(value);
        }
        match self.chunks.try_alloc(value) {
            Ok(place) => place,
            Err(_) => out_of_memory(size_of::<T>()),
        }
    }

    /// A place that no other object has, for a value without a size.
    fn alloc_without_size<T>(&self, value: T) -> &T {
        // SAFETY: the alignment is that of a type, and one byte rounded up to it is no overflow.
        let layout = unsafe { Layout::from_size_align_unchecked(1, align_of::<T>()) };
        let place = self.room(layout).cast::<T>();
        // SAFETY: the place is aligned and lives as long as the arena is borrowed.
        unsafe {
            place.write(value);
            place.as_ref()
        }
    }

    /// Room that stays until the arena is reset or dropped.
    #[inline(always)]
    pub(crate) fn room(&self, layout: Layout) -> NonNull<u8> {
        match self.chunks.try_alloc_layout(layout) {
            Ok(place) => place,
            Err(_) => out_of_memory(layout.size()),
        }
    }

    /// Room for so many bytes more right before `start`, if that is where the arena's last allocation
    /// begins and its chunk has the room. Both together are one allocation then. Chunks are filled from
    /// their end, so what is in it already has to move down.
    #[inline]
    pub(crate) fn room_before(&self, start: NonNull<u8>, more: usize) -> Option<NonNull<u8>> {
        // SAFETY: only the address is looked at, where the last chunk's used part begins.
        let (last, _) = unsafe { self.chunks.iter_allocated_chunks_raw() }.next()?;
        if last != start.as_ptr() || self.chunks.chunk_capacity() < more {
            return None;
        }
        // Nothing is skipped for an alignment of one, so this ends where the last one begins.
        let layout = Layout::from_size_align(more, 1).ok()?;
        Some(self.room(layout))
    }

    /// Hangs a heap block on the arena.
    ///
    /// # Safety
    ///
    /// The link lies in this arena and is not attached yet; its `release` may be called with it once,
    /// at any time when nothing of the arena is borrowed, on any thread.
    #[inline]
    pub(crate) unsafe fn attach(&self, link: NonNull<Link>) {
        // SAFETY: the caller's.
        unsafe { (*link.as_ptr()).earlier = self.attached.get() };
        self.attached.set(Some(link));
    }

    /// Frees what is attached.
    #[cold]
    fn release(&mut self) {
        let mut next = self.attached.take();
        while let Some(link) = next {
            // SAFETY: `attach` was promised that the link is one of this arena, whose chunks are
            // still there, and that now is a time to release it. It is off the chain.
            unsafe {
                next = (*link.as_ptr()).earlier;
                ((*link.as_ptr()).release)(link);
            }
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

    /// Puts a text together in the arena: texts, integers, characters and truth values, in a tuple
    /// that may hold further tuples.
    ///
    /// ```
    /// let bump = veltrano_runtime::Bump::new();
    /// assert_eq!(bump.text(("x", -1, '/', 200u8, ' ', true)), "x-1/200 true");
    /// ```
    #[inline]
    pub fn text(&self, parts: impl Part) -> &str {
        let length = parts.byte_count();
        if length == 0 {
            return "";
        }
        let Ok(layout) = Layout::array::<u8>(length) else {
            out_of_memory(length)
        };
        let start = self.room(layout);
        // SAFETY: the parts are text of that length, and the room is theirs from now on.
        unsafe {
            parts.put(start.as_ptr());
            text_at(start.as_ptr(), length)
        }
    }

    /// Puts a formatted text into the arena. It grows on the thread's temporary stack first, because
    /// text that grows in an arena leaves its earlier and shorter copies there.
    ///
    /// ```
    /// let bump = veltrano_runtime::Bump::new();
    /// assert_eq!(bump.format(format_args!("{:>4}|{:.1}", 7, 2.25)), "   7|2.2");
    /// ```
    #[track_caller]
    pub fn format(&self, args: fmt::Arguments<'_>) -> &str {
        match args.as_str() {
            Some(text) => self.alloc_str(text),
            None => self.alloc_str(Temp::push().format(args)),
        }
    }

    /// An arena inside this one: it ends by itself, or before this one is reset or ends.
    ///
    /// ```
    /// let bump = veltrano_runtime::Bump::new();
    /// let sub = bump.sub();
    /// let long_lived = bump.alloc_str(sub.text(("part ", 1)));
    /// sub.free();
    /// assert_eq!(long_lived, "part 1");
    /// ```
    #[inline]
    pub fn sub(&self) -> SubBump<'_> {
        SubBump {
            bump: Bump::new(),
            parent: PhantomData,
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
        if self.attached.get().is_some() {
            self.release();
        }
        self.chunks.reset();
    }

    /// Ends the arena and everything in it; the same as dropping it, in a word that says so.
    #[inline]
    pub fn free(self) {}

    /// The room in the arena's chunks in bytes, used or not. What buffers hold outside is not counted.
    #[inline]
    pub fn allocated_bytes(&self) -> usize {
        self.chunks.allocated_bytes()
    }
}

impl Drop for Bump {
    #[inline]
    fn drop(&mut self) {
        if self.attached.get().is_some() {
            self.release();
        }
        warm::give_back(&mut self.chunks);
    }
}

impl Default for Bump {
    #[inline]
    fn default() -> Bump {
        Bump::new()
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

/// An arena that cannot outlive the one it was made in, and is [`Bump`] in all else.
///
/// That its parent is neither reset nor freed while it is in use is checked by its type alone. One
/// that is not used any more is no hindrance:
///
/// ```
/// let mut bump = veltrano_runtime::Bump::new();
/// let sub = bump.sub();
/// assert_eq!(*sub.alloc(1), 1);
/// bump.reset();
/// ```
///
/// ```compile_fail,E0502
/// let mut bump = veltrano_runtime::Bump::new();
/// let sub = bump.sub();
/// bump.reset();
/// sub.alloc(1);
/// ```
#[derive(Debug)]
pub struct SubBump<'parent> {
    bump: Bump,
    // No `Drop` of its own: that would be a use of the parent at the end of the scope.
    parent: PhantomData<&'parent Bump>,
}

impl SubBump<'_> {
    /// Ends the life of everything in this arena; see [`Bump::reset`].
    #[inline]
    pub fn reset(&mut self) {
        self.bump.reset();
    }

    /// Ends this arena and everything in it.
    #[inline]
    pub fn free(self) {}
}

impl Deref for SubBump<'_> {
    type Target = Bump;

    #[inline(always)]
    fn deref(&self) -> &Bump {
        &self.bump
    }
}

/// Whether two references lead to one object.
///
/// ```
/// use veltrano_runtime::{Bump, same};
///
/// let bump = Bump::new();
/// let (a, b) = (bump.alloc(1), bump.alloc(1));
/// assert!(same(a, a) && !same(a, b) && a == b);
/// ```
#[inline(always)]
pub fn same<T: ?Sized>(a: &T, b: &T) -> bool {
    ptr::eq(a, b)
}

/// The text of so many bytes at `start`.
///
/// # Safety
///
/// They are valid UTF-8, and nobody writes to them during the lifetime that the caller chooses.
#[inline(always)]
pub(crate) unsafe fn text_at<'a>(start: *const u8, length: usize) -> &'a str {
    // SAFETY: the caller's.
    unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, length)) }
}

/// Says so and aborts. An unwinding panic would run on without the memory it needs, and could be
/// caught by code that takes it for something else. Allocates nothing.
#[cold]
#[inline(never)]
pub(crate) fn out_of_memory(bytes: usize) -> ! {
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
    fn a_new_arena_allocates_nothing() {
        assert_eq!(Bump::new().allocated_bytes(), 0);
        assert_eq!(Bump::default().allocated_bytes(), 0);
    }

    #[test]
    fn a_small_arena_leaves_its_chunk_to_the_next() {
        let chunk = |bump: &Bump| bump.alloc(1u64) as *const u64 as usize & !511;
        let deep: Vec<Bump> = (0..40).map(|_| Bump::new()).collect();
        let mut chunks: Vec<usize> = deep.iter().map(chunk).collect();
        chunks.sort();
        deep[0].set_allocation_limit(Some(8));
        drop(deep);
        if cfg!(any(miri, veltrano_no_reuse)) {
            assert_eq!(Bump::new().allocated_bytes(), 0);
            return;
        }
        let again: Vec<Bump> = (0..40).map(|_| Bump::new()).collect();
        let warm: Vec<&Bump> = again
            .iter()
            .take_while(|b| b.allocated_bytes() > 0)
            .collect();
        assert_eq!(warm.len(), 16);
        assert!(warm.iter().all(|bump| chunks.contains(&chunk(bump))));
        assert!(warm.iter().all(|bump| bump.allocation_limit().is_none()));
        drop(again);

        while Bump::new().allocated_bytes() > 0 {
            Bump::new().alloc([0u8; 5000]); // which is too large to be kept
        }
    }

    #[test]
    fn objects_without_a_size_have_addresses_of_their_own() {
        struct Nothing;
        #[repr(align(32))]
        struct Wide;
        let bump = Bump::new();
        let (a, b) = (bump.alloc(Nothing), bump.alloc(Nothing));
        assert!(same(a, a) && !same(a, b));
        assert_eq!(bump.alloc(Wide) as *const Wide as usize % 32, 0);
        assert!(!same(bump.alloc(Wide), bump.alloc(Wide)));
    }

    #[test]
    fn the_last_allocation_can_be_extended() {
        let bump = Bump::new();
        assert_eq!(bump.room_before(NonNull::dangling(), 8), None);
        let first = NonNull::from(bump.alloc(1u64)).cast::<u8>();
        let more = bump.room_before(first, 16).expect("it is the last one");
        assert_eq!(more.as_ptr() as usize + 16, first.as_ptr() as usize);
        assert_eq!(bump.room_before(first, 16), None);
        assert_eq!(bump.room_before(more, bump.chunk_capacity() + 1), None);
        assert!(bump.room_before(more, bump.chunk_capacity()).is_some());
    }

    #[test]
    fn what_is_attached_is_released_once() {
        use std::cell::RefCell;

        thread_local! {
            static RELEASED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        #[repr(C)]
        struct Noted(Link, u8);
        unsafe fn note(link: NonNull<Link>) {
            // SAFETY: the link is the first field of a `Noted`.
            let number = unsafe { link.cast::<Noted>().as_ref().1 };
            RELEASED.with_borrow_mut(|released| released.push(number));
        }
        fn attach(bump: &Bump, number: u8) {
            let place = bump.room(Layout::new::<Noted>()).cast::<Noted>();
            // SAFETY: the room is for it, and `note` is right for it.
            unsafe {
                place.write(Noted(Link::new(note), number));
                bump.attach(place.cast());
            }
        }
        let mut bump = Bump::new();
        attach(&bump, 1);
        attach(&bump, 2);
        bump.reset();
        bump.reset();
        attach(&bump, 3);
        let mut moved = Some(Box::new(bump));
        attach(moved.as_ref().unwrap(), 4);
        let sub = moved.as_ref().unwrap().sub();
        attach(&sub, 5);
        sub.free();
        moved.take();
        assert_eq!(RELEASED.take(), [2, 1, 5, 4, 3]);
    }

    #[test]
    fn values_stay_where_they_are_while_the_arena_grows() {
        let bump = Bump::new();
        let count = if cfg!(miri) { 500 } else { 10_000 };
        let numbers: Vec<&Cell<u64>> = (0..count).map(|n| bump.alloc(Cell::new(n))).collect();
        numbers.iter().for_each(|n| n.set(n.get() * 2));
        assert!((0..).zip(&numbers).all(|(n, cell)| cell.get() == n * 2));
        assert!(bump.allocated_bytes() >= 8 * count as usize);
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
        for _ in 0..200 {
            bump.alloc([0u64; 8]);
        }
        bump.reset();
        let kept = bump.allocated_bytes();
        assert!(kept > 0);
        for _ in 0..if cfg!(miri) { 3 } else { 50 } {
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
