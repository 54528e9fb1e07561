//! Temporary text: frames on a stack of the thread.
//!
//! The stack is a row of chunks, filled upwards. The first allocation of a frame puts a *segment
//! header* on it; everything between a header and the next one belongs to that header's frame. A frame
//! that allocates while another one is on top puts a second header there. Closing a frame marks its
//! segments dead, and dead segments are taken off the top. What lies in living ones never moves, so any
//! order of closing is fine, and so is a frame that is never closed.

use std::{
    alloc::{self, Layout},
    cell::Cell,
    fmt::{self, Write},
    ptr,
};

use crate::{
    Part,
    bump::{out_of_memory, text_at},
};

/// A frame of the thread's temporary stack: text and read-only slices that live until the frame ends.
///
/// An unused frame costs nothing. Several may be in use at a time, and they may end in any order.
///
/// ```
/// use veltrano_runtime::{Temp, println};
///
/// fn greet(user: &str, visits: i64) {
///     let temp = Temp::push();
///     let name = temp.text((user, "#", visits));
///     println!("Welcome {name}");
/// }
/// greet("Ada", 3);
/// ```
///
/// What it made does not outlive it:
///
/// ```compile_fail,E0597
/// use veltrano_runtime::Temp;
///
/// let text;
/// {
///     let temp = Temp::push();
///     text = temp.text(("short-", "lived"));
/// }
/// println!("{text}");
/// ```
#[must_use = "what a frame makes lives no longer than the frame"]
pub struct Temp {
    /// The frame's last segment, or `NONE`. The pointer also keeps the frame in its thread, whose
    /// stack it is on.
    segment: Cell<*mut Segment>,
}

/// A frame that has no segment yet. No header is there, since a page starts at 0.
const NONE: *mut Segment = ptr::without_provenance_mut(align_of::<Segment>());

impl Temp {
    /// A new frame.
    #[inline(always)]
    pub fn push() -> Temp {
        Temp {
            segment: Cell::new(NONE),
        }
    }

    /// A text put together from texts, integers, characters and truth values, in a tuple that may hold
    /// further tuples. When it begins with the text that this frame has made last, that is continued
    /// in place, so text that grows bit by bit is not copied each time.
    ///
    /// ```
    /// use veltrano_runtime::Temp;
    ///
    /// let temp = Temp::push();
    /// let mut list = temp.text(("1", ""));
    /// for n in 2..5 {
    ///     list = temp.text((list, ", ", n));
    /// }
    /// assert_eq!(list, "1, 2, 3, 4");
    /// ```
    #[inline]
    pub fn text(&self, parts: impl Part) -> &str {
        let length = parts.byte_count();
        STACK.with(|stack| {
            let beginning = parts.beginning();
            let more = length - beginning.len();
            if self.ends_with(stack, beginning) && more <= stack.left() {
                let end = stack.free.get();
                // SAFETY: there is room for the rest from `end` on. The beginning lies right below it
                // and was made in this frame (see `ends_with`), so both are one text in one chunk,
                // which lives as long as the frame. Text never changes, so its earlier holders are
                // not disturbed.
                unsafe {
                    parts.put_after_beginning(end);
                    stack.free.set(end.add(more));
                    return text_at(end.sub(beginning.len()), length);
                }
            }
            if length == 0 {
                return "";
            }
            let Ok(layout) = Layout::array::<u8>(length) else {
                out_of_memory(length)
            };
            let start = self.room(stack, layout);
            // SAFETY: the room is the parts' from now on. A part that lies in another place of the
            // stack does not overlap it.
            unsafe {
                parts.put(start);
                text_at(start, length)
            }
        })
    }

    /// A formatted text. What formatting runs may use the temporary stack itself, this frame too.
    ///
    /// ```
    /// let temp = veltrano_runtime::Temp::push();
    /// assert_eq!(temp.format(format_args!("{:>5.1}", 2.25)), "  2.2");
    /// ```
    #[track_caller]
    pub fn format(&self, args: fmt::Arguments<'_>) -> &str {
        if let Some(text) = args.as_str() {
            return self.text(text);
        }
        let mut text = Growing::new(self);
        match text.write_fmt(args) {
            Ok(()) => text.finish(),
            Err(_) => refused_to_print(),
        }
    }

    /// A copy of a slice.
    pub fn slice<T: Copy>(&self, values: &[T]) -> &[T] {
        if size_of_val(values) == 0 {
            // SAFETY: values without a size are anywhere, and there may be as many as in `values`.
            return unsafe {
                std::slice::from_raw_parts(ptr::NonNull::dangling().as_ptr(), values.len())
            };
        }
        let start = STACK.with(|stack| self.room(stack, Layout::for_value(values)));
        // SAFETY: the room is the copy's, has its alignment and lives as long as the frame.
        unsafe {
            let start = start.cast::<T>();
            ptr::copy_nonoverlapping(values.as_ptr(), start, values.len());
            std::slice::from_raw_parts(start, values.len())
        }
    }

    /// Whether `text` is the last thing on the stack, and this frame's.
    #[inline(always)]
    fn ends_with(&self, stack: &Stack, text: &str) -> bool {
        // The byte below the free room is the text's, so it is no byte of a header: it was handed out,
        // after the last header. That is one of this frame, so the byte and all of the text, which
        // lies in what was handed out in one piece, belong to this frame.
        !text.is_empty()
            && text.as_ptr().addr() + text.len() == stack.free.get().addr()
            && stack.top.get() == self.segment.get()
    }

    /// Room of this frame.
    #[inline(always)]
    fn room(&self, stack: &Stack, layout: Layout) -> *mut u8 {
        self.come_to_the_top(stack);
        stack.take(layout)
    }

    /// Makes what is allocated next belong to this frame.
    #[inline(always)]
    fn come_to_the_top(&self, stack: &Stack) {
        if stack.top.get() != self.segment.get() {
            self.open_segment(stack);
        }
    }

    fn open_segment(&self, stack: &Stack) {
        let (free, chunk) = (stack.free.get(), stack.chunk.get());
        let header = stack.take(Layout::new::<Segment>()).cast::<Segment>();
        let earlier = self.segment.get();
        // SAFETY: the room was taken for it.
        unsafe {
            header.write(Segment {
                below: stack.top.get(),
                earlier: if earlier == NONE {
                    ptr::null_mut()
                } else {
                    earlier
                },
                free,
                chunk,
                dead: false,
            });
        }
        stack.top.set(header);
        self.segment.set(header);
    }
}

impl Drop for Temp {
    #[inline(always)]
    fn drop(&mut self) {
        if self.segment.get() != NONE {
            close(self.segment.get());
        }
    }
}

impl fmt::Debug for Temp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Temp")
            .field("used", &(self.segment.get() != NONE))
            .finish()
    }
}

/// Ends the frame whose last segment this is.
#[inline]
fn close(last: *mut Segment) {
    STACK.with(|stack| {
        let mut segment = last;
        // SAFETY: the segments of a frame stay until it is closed, and it is closed once. A header
        // below a living one, or below the top, is still there.
        unsafe {
            while !segment.is_null() {
                (*segment).dead = true;
                segment = (*segment).earlier;
            }
            loop {
                let top = stack.top.get();
                if top.is_null() || !(*top).dead {
                    break;
                }
                stack.rewind(top);
            }
        }
        if stack.ending.get() && stack.top.get().is_null() {
            stack.free_above(ptr::null_mut());
        }
    });
}

/// A header on the stack.
struct Segment {
    /// The header below.
    below: *mut Segment,
    /// The same frame's segment before this one.
    earlier: *mut Segment,
    /// Where the stack's free room began before.
    free: *mut u8,
    /// The chunk where that was; null if there was none.
    chunk: *mut Chunk,
    /// Whether its frame has ended.
    dead: bool,
}

/// The header of a chunk, at its start.
struct Chunk {
    below: *mut Chunk,
    above: *mut Chunk,
    size: usize,
}

struct Stack {
    /// Where the free room of the current chunk begins, and where it ends.
    free: Cell<*mut u8>,
    end: Cell<*mut u8>,
    /// The topmost segment, if any.
    top: Cell<*mut Segment>,
    /// The current chunk. Those above are spare ones.
    chunk: Cell<*mut Chunk>,
    /// Whether the thread is ending, so that chunks must be freed as soon as nothing is in them.
    ending: Cell<bool>,
}

thread_local! {
    // It has no destructor, so it can be used for as long as the thread runs.
    static STACK: Stack = const {
        Stack {
            free: Cell::new(ptr::null_mut()),
            end: Cell::new(ptr::null_mut()),
            top: Cell::new(ptr::null_mut()),
            chunk: Cell::new(ptr::null_mut()),
            ending: Cell::new(false),
        }
    };
    static AT_THE_END: AtTheEnd = const { AtTheEnd };
}

struct AtTheEnd;

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        STACK.with(|stack| {
            stack.ending.set(true);
            if stack.top.get().is_null() {
                stack.free_above(ptr::null_mut());
            }
        });
    }
}

/// Larger chunks are not kept when nothing is in them.
const SPARE: usize = 4 << 20;

/// The size of a thread's first chunk.
const FIRST: usize = 4096;

impl Stack {
    /// The free bytes of the current chunk.
    #[inline(always)]
    fn left(&self) -> usize {
        self.end.get().addr() - self.free.get().addr()
    }

    /// Takes room, of at least one byte, off the free end.
    #[inline(always)]
    fn take(&self, layout: Layout) -> *mut u8 {
        debug_assert!(layout.size() > 0);
        let free = self.free.get();
        let padding = free.addr().wrapping_neg() & (layout.align() - 1);
        let left = self.left();
        if padding > left || layout.size() > left - padding {
            return self.take_from_next_chunk(layout);
        }
        // SAFETY: so much is left in the chunk.
        unsafe {
            let start = free.add(padding);
            self.free.set(start.add(layout.size()));
            start
        }
    }

    #[cold]
    #[inline(never)]
    fn take_from_next_chunk(&self, layout: Layout) -> *mut u8 {
        let current = self.chunk.get();
        let needed = (layout.size() + layout.align()).saturating_add(size_of::<Chunk>());
        // SAFETY: the current chunk and those above it are chunks.
        let spare = unsafe {
            match current.is_null() {
                true => ptr::null_mut(),
                false => (*current).above,
            }
        };
        // SAFETY: as above.
        let next = if !spare.is_null() && unsafe { (*spare).size } >= needed {
            spare
        } else {
            self.free_above(current);
            self.new_chunk(needed)
        };
        self.enter(next);
        // SAFETY: the room behind the chunk's header is in the chunk.
        self.free.set(unsafe { next.add(1).cast() });
        self.take(layout)
    }

    /// Puts a new chunk above the current one, which is the last.
    fn new_chunk(&self, needed: usize) -> *mut Chunk {
        let current = self.chunk.get();
        let usual = if current.is_null() {
            // Asks for the destructor; it fails when the thread is ending, which is known already.
            let _ = AT_THE_END.try_with(|_| ());
            FIRST
        } else {
            // SAFETY: it is a chunk.
            unsafe { (*current).size }.saturating_mul(2).min(SPARE)
        };
        let layout = needed
            .max(usual)
            .checked_next_power_of_two()
            .and_then(|size| Layout::from_size_align(size, align_of::<Chunk>()).ok());
        let Some(layout) = layout else {
            out_of_memory(needed)
        };
        // SAFETY: the size is not zero.
        let new = unsafe { alloc::alloc(layout) }.cast::<Chunk>();
        if new.is_null() {
            out_of_memory(layout.size());
        }
        // SAFETY: the new chunk has room for its header, and the current one is a chunk.
        unsafe {
            new.write(Chunk {
                below: current,
                above: ptr::null_mut(),
                size: layout.size(),
            });
            if !current.is_null() {
                (*current).above = new;
            }
        }
        new
    }

    /// Makes a chunk the current one.
    fn enter(&self, chunk: *mut Chunk) {
        self.chunk.set(chunk);
        // SAFETY: it is a chunk, and ends after its size.
        self.end
            .set(unsafe { chunk.cast::<u8>().add((*chunk).size) });
    }

    /// Takes the topmost segment off.
    ///
    /// # Safety
    ///
    /// It is the topmost one, and nothing in it is in use.
    #[inline(always)]
    unsafe fn rewind(&self, top: *mut Segment) {
        // SAFETY: the header is there until the free room is set back below it.
        let Segment {
            below, free, chunk, ..
        } = unsafe { top.read() };
        self.top.set(below);
        if chunk == self.chunk.get() {
            self.spoil(free, self.free.get());
            self.free.set(free);
        } else {
            self.go_back(chunk, free);
        }
    }

    /// Back to a chunk further down. Spare chunks stay, unless they are very large.
    #[cold]
    #[inline(never)]
    fn go_back(&self, mut chunk: *mut Chunk, mut free: *mut u8) {
        if chunk.is_null() {
            // Nothing is on the stack any more. The first chunk stays, if it may.
            chunk = self.chunk.get();
            // SAFETY: chunks are linked down to the first.
            unsafe {
                while !(*chunk).below.is_null() {
                    chunk = (*chunk).below;
                }
                free = chunk.add(1).cast();
                if (*chunk).size > SPARE {
                    self.free_above(ptr::null_mut());
                    return;
                }
            }
        }
        // SAFETY: it is a chunk, and so is the one above it, since the stack reached further.
        unsafe {
            let mut last = chunk;
            while !(*last).above.is_null() && (*(*last).above).size <= SPARE {
                last = (*last).above;
            }
            self.enter(chunk);
            self.free.set(free);
            self.free_above(last);
        }
        self.spoil(free, self.end.get());
    }

    /// Frees the chunks above this one; all, and nothing may be in any, if it is null.
    fn free_above(&self, chunk: *mut Chunk) {
        // SAFETY: chunks are linked both ways, each was made with its size, and nothing is in those
        // above the current one.
        unsafe {
            let mut next = if !chunk.is_null() {
                std::mem::replace(&mut (*chunk).above, ptr::null_mut())
            } else {
                let mut first = self.chunk.get();
                while !first.is_null() && !(*first).below.is_null() {
                    first = (*first).below;
                }
                self.chunk.set(ptr::null_mut());
                self.free.set(ptr::null_mut());
                self.end.set(ptr::null_mut());
                first
            };
            while !next.is_null() {
                let Chunk { above, size, .. } = next.read();
                let layout = Layout::from_size_align_unchecked(size, align_of::<Chunk>());
                alloc::dealloc(next.cast(), layout);
                next = above;
            }
        }
    }

    /// Overwrites what nobody may use any more, where a tool is watching.
    #[inline(always)]
    fn spoil(&self, from: *mut u8, to: *mut u8) {
        if cfg!(any(miri, veltrano_no_reuse)) {
            // SAFETY: it is free room of the current chunk.
            unsafe { from.write_bytes(0xFD, to.addr() - from.addr()) };
        }
    }
}

/// A text that grows at the end of the stack, with some room to spare. Between two pieces other code
/// may use the stack, this frame too: when the room is full, the text then moves up.
pub struct Growing<'temp> {
    frame: &'temp Temp,
    start: *mut u8,
    length: usize,
    capacity: usize,
}

impl<'temp> Growing<'temp> {
    #[inline]
    pub(crate) fn new(frame: &'temp Temp) -> Growing<'temp> {
        Growing {
            frame,
            start: ptr::null_mut(),
            length: 0,
            capacity: 0,
        }
    }

    /// Puts a part at the end.
    #[inline]
    pub(crate) fn push(&mut self, part: impl Part) {
        let more = part.byte_count();
        if more == 0 {
            return;
        }
        if more > self.capacity - self.length {
            self.grow(more);
        }
        // SAFETY: there is room for the part, which nobody else uses: the free room of the stack
        // begins behind the capacity.
        unsafe { part.put(self.start.add(self.length)) };
        self.length += more;
    }

    /// Makes room for so many bytes more, and some to spare.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let wanted = self.length.saturating_add(more);
        let ample = wanted.max(self.length.saturating_mul(2)).max(64);
        STACK.with(|stack| {
            let end = self.start.wrapping_add(self.capacity);
            let left = stack.left();
            if self.capacity > 0 && stack.free.get() == end && wanted - self.capacity <= left {
                // Nothing was put above, not even a header, so the top is still this frame's.
                let added = left.min(ample - self.capacity);
                // SAFETY: so much is left in the chunk.
                stack.free.set(unsafe { end.add(added) });
                self.capacity += added;
                return;
            }
            let Ok(layout) = Layout::array::<u8>(ample) else {
                out_of_memory(wanted)
            };
            let start = self.frame.room(stack, layout);
            if self.length > 0 {
                // SAFETY: the new place is another one, and large enough.
                unsafe { ptr::copy_nonoverlapping(self.start, start, self.length) };
            }
            self.start = start;
            self.capacity = ample;
        });
    }

    /// The text, which lives as long as the frame.
    #[inline]
    pub(crate) fn finish(self) -> &'temp str {
        if self.length == 0 {
            return "";
        }
        // SAFETY: nothing but whole parts was written there, and the frame lives long enough. What is
        // given back is behind the text.
        unsafe {
            let end = self.start.add(self.length);
            STACK.with(|stack| {
                if stack.free.get() == self.start.wrapping_add(self.capacity) {
                    stack.free.set(end);
                }
            });
            text_at(self.start, self.length)
        }
    }
}

impl Write for Growing<'_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }

    #[inline]
    fn write_char(&mut self, character: char) -> fmt::Result {
        self.push(character);
        Ok(())
    }
}

#[cold]
#[track_caller]
pub(crate) fn refused_to_print() -> ! {
    panic!("a value refused to be printed")
}
