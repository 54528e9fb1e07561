//! A growable list in an arena.

use std::{
    alloc::{self, Layout},
    cell::Cell,
    fmt, mem,
    ptr::{self, NonNull},
};

use crate::{
    Array, Bump, Integer, Order,
    bump::{Link, out_of_memory},
    order,
    sequence::{self, LIST},
};

/// Storage up to this many bytes lies in the arena, larger storage on the heap.
const SMALL: usize = 256;

/// A growable list that lives in an arena, shared and changed through `&List<T>`.
///
/// Elements are read and written by value, and no reference to the inside is ever given out. So a list
/// may be changed at any time, also by a function that it is just calling:
///
/// - A walk sees what is added behind it and does not see what was removed.
/// - Functions that are given a function call it while nothing is borrowed. Sorting works on a copy
///   and writes it back; it panics if the length changed meanwhile.
///
/// The first 256 bytes of storage come from the arena, larger storage from the heap. That is freed when
/// the arena is reset or dropped. Growing extends the storage if nothing was put into the arena since;
/// otherwise the earlier storage stays where it is.
///
/// Indices may be of any integer type. What is out of range panics at the caller.
///
/// [`Array`] is implemented for lists too, so that what lists and arrays have in common can be called
/// by one name.
///
/// ```
/// use veltrano_runtime::Bump;
///
/// let bump = Bump::new();
/// let list = bump.list();
/// list.push(1);
/// list.push(2);
/// for value in list.iter() {
///     if list.length() < 5 {
///         list.push(value * 10);
///     }
/// }
/// assert_eq!(format!("{list:?}"), "[1, 2, 10, 20, 100]");
/// ```
///
/// A list cannot be seen as one of shorter-lived elements, since such an element could be put into it.
pub struct List<T> {
    // `Cell` also makes `T` invariant.
    start: Cell<NonNull<T>>,
    length: Cell<usize>,
    capacity: Cell<usize>,
    /// The arena that the list lives in. A `&List` borrows it, so it stays in its place.
    arena: NonNull<Bump>,
}

/// What frees a list's heap block.
#[repr(C)]
struct Block<T> {
    link: Link,
    list: NonNull<List<T>>,
}

impl Bump {
    /// An empty list in this arena. It gets storage when something is put into it.
    #[inline]
    pub fn list<T: Copy>(&self) -> &List<T> {
        self.alloc(List {
            start: Cell::new(NonNull::dangling()),
            length: Cell::new(0),
            capacity: Cell::new(if size_of::<T>() == 0 { usize::MAX } else { 0 }),
            arena: NonNull::from(self),
        })
    }

    /// An empty list with room for so many elements. A negative number panics.
    #[track_caller]
    pub fn list_with_capacity<T: Copy>(&self, capacity: impl Integer) -> &List<T> {
        let capacity = sequence::count(capacity, LIST);
        let list = self.list();
        list.reserve(capacity);
        list
    }

    /// A list of copies of `values`.
    pub fn list_of<T: Copy>(&self, values: &[T]) -> &List<T> {
        let list = self.list();
        list.reserve(values.len());
        // SAFETY: there is room for the values. They cannot be the list's own, since nobody has a
        // reference to the inside of a list.
        unsafe { ptr::copy_nonoverlapping(values.as_ptr(), list.place(0), values.len()) };
        list.length.set(values.len());
        list
    }

    /// A list of what `values` gives.
    pub fn list_from<T: Copy>(&self, values: impl IntoIterator<Item = T>) -> &List<T> {
        let list = self.list();
        list.add_each(values);
        list
    }
}

impl<T: Copy> List<T> {
    /// The number of elements.
    #[inline(always)]
    pub fn length(&self) -> i64 {
        self.length.get() as i64
    }

    /// Whether there are no elements.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length.get() == 0
    }

    /// An element.
    #[inline(always)]
    #[track_caller]
    pub fn at(&self, index: impl Integer) -> T {
        let at = self.index(index);
        // SAFETY: it is in range.
        unsafe { self.place(at).read() }
    }

    /// Replaces an element.
    #[inline(always)]
    #[track_caller]
    pub fn set(&self, index: impl Integer, value: T) {
        let at = self.index(index);
        // SAFETY: it is in range, and nobody has a reference to it.
        unsafe { self.place(at).write(value) }
    }

    /// Puts an element at the end.
    #[inline(always)]
    pub fn push(&self, value: T) {
        let length = self.length.get();
        if length == self.capacity.get() {
            self.grow(length + 1);
        }
        // SAFETY: there is room behind the last element.
        unsafe { self.place(length).write(value) };
        self.length.set(length + 1);
    }

    /// Takes the last element away.
    #[inline(always)]
    pub fn pop(&self) -> Option<T> {
        let last = self.length.get().checked_sub(1)?;
        self.length.set(last);
        // SAFETY: it was in range just now.
        Some(unsafe { self.place(last).read() })
    }

    /// Puts an element before the one at `index`, or at the end.
    #[track_caller]
    pub fn insert(&self, index: impl Integer, value: T) {
        let length = self.length.get();
        let at = match index.to_index() {
            Some(at) if at <= length => at,
            _ => sequence::cannot_insert(&index, length),
        };
        self.reserve(1);
        // SAFETY: there is room for one more, so what is at `at` and behind it can move up by one.
        unsafe {
            let place = self.place(at);
            ptr::copy(place, place.add(1), length - at);
            place.write(value);
        }
        self.length.set(length + 1);
    }

    /// Takes an element away; those behind it move down.
    #[track_caller]
    pub fn remove_at(&self, index: impl Integer) -> T {
        let at = self.index(index);
        let last = self.length.get() - 1;
        // SAFETY: `at` is in range, and so is everything from `at + 1` to `last`.
        let value = unsafe {
            let place = self.place(at);
            let value = place.read();
            ptr::copy(place.add(1), place, last - at);
            value
        };
        self.length.set(last);
        value
    }

    /// Takes an element away; the last one takes its place.
    #[track_caller]
    pub fn swap_remove(&self, index: impl Integer) -> T {
        let at = self.index(index);
        let last = self.length.get() - 1;
        // SAFETY: both are in range.
        let value = unsafe {
            let value = self.place(at).read();
            self.place(at).write(self.place(last).read());
            value
        };
        self.length.set(last);
        value
    }

    /// Takes all elements away. The storage stays.
    #[inline]
    pub fn clear(&self) {
        self.length.set(0);
    }

    /// Takes the elements behind the first `length` away, if there are so many. A negative number
    /// panics.
    #[track_caller]
    pub fn truncate(&self, length: impl Integer) {
        let length = sequence::count(length, LIST);
        self.length.set(length.min(self.length.get()));
    }

    /// The first element.
    #[inline]
    pub fn first(&self) -> Option<T> {
        self.find(0)
    }

    /// The last element.
    #[inline]
    pub fn last(&self) -> Option<T> {
        self.find(self.length.get().wrapping_sub(1))
    }

    /// Puts the elements of a list at the end. It may be this one, which then has them twice.
    pub fn add_all(&self, other: &List<T>) {
        let added = other.length.get();
        self.reserve(added);
        let length = self.length.get();
        // SAFETY: there is room for the elements behind the last one. Should `other` be this list,
        // they still do not overlap, and the place is asked for after the storage may have moved.
        unsafe { ptr::copy_nonoverlapping(other.place(0), self.place(length), added) };
        self.length.set(length + added);
    }

    /// Puts what `values` gives at the end.
    pub fn add_each(&self, values: impl IntoIterator<Item = T>) {
        let values = values.into_iter();
        self.reserve(values.size_hint().0);
        values.for_each(|value| self.push(value));
    }

    /// The elements by value, from either end. What is added at the end while the walk goes on is seen
    /// if the walk started at the front; what is removed is not.
    #[inline]
    pub fn iter(&self) -> ListIter<'_, T> {
        ListIter {
            list: self,
            front: 0,
            back: usize::MAX,
        }
    }

    /// Reverses the order of the elements.
    pub fn reverse(&self) {
        self.with_elements(<[T]>::reverse);
    }

    /// Exchanges two elements.
    #[track_caller]
    pub fn swap(&self, a: impl Integer, b: impl Integer) {
        let (a, b) = (self.index(a), self.index(b));
        self.with_elements(|elements| elements.swap(a, b));
    }

    /// Makes every element this one.
    pub fn fill(&self, value: T) {
        self.with_elements(|elements| elements.fill_with(|| value));
    }

    /// Sorts in natural order.
    pub fn sort(&self)
    where
        T: Order,
    {
        // Comparing runs no code of a user.
        self.with_elements(|elements| elements.sort_by(Order::order));
    }

    /// Sorts by a key, which is asked for once for each element. Elements with equal keys stay in
    /// their order.
    #[track_caller]
    pub fn sort_by_key<K: Order>(&self, mut key: impl FnMut(T) -> K) {
        let keyed = order::by_key(self.to_vec(), &mut key);
        self.put_back(keyed.len(), keyed.into_iter().map(|(_, value)| value));
    }

    /// Sorts with a function that says whether one element comes before another. Equal ones stay in
    /// their order.
    #[track_caller]
    pub fn sort_with(&self, mut before: impl FnMut(T, T) -> bool) {
        let mut sorted = self.to_vec();
        order::sort_with(&mut sorted, &mut before);
        self.put_back(sorted.len(), sorted.into_iter());
    }

    /// Where an element is in a list that is sorted in natural order. Of several equal ones it is any.
    pub fn binary_search(&self, value: T) -> Option<i64>
    where
        T: Order,
    {
        let found = self.with_elements(|elements| elements.binary_search_by(|e| e.order(&value)));
        found.ok().map(|at| at as i64)
    }

    /// Whether an element is equal to `value`, which may be of a type with a shorter life.
    pub fn contains<U>(&self, value: U) -> bool
    where
        T: PartialEq<U>,
    {
        self.iter().any(|element| element == value)
    }

    /// Where the first element is that is equal to `value`.
    pub fn index_of<U>(&self, value: U) -> Option<i64>
    where
        T: PartialEq<U>,
    {
        let at = self.iter().position(|element| element == value);
        at.map(|at| at as i64)
    }

    fn to_vec(&self) -> Vec<T> {
        self.iter().collect()
    }

    /// Writes sorted elements back.
    #[track_caller]
    fn put_back(&self, length: usize, sorted: impl Iterator<Item = T>) {
        if self.length.get() != length {
            sequence::changed_while_sorting();
        }
        self.with_elements(|elements| {
            for (element, value) in elements.iter_mut().zip(sorted) {
                *element = value;
            }
        });
    }

    /// The elements as a slice. `work` must not run code of a user, which could reach the list.
    #[inline(always)]
    fn with_elements<R>(&self, work: impl FnOnce(&mut [T]) -> R) -> R {
        // SAFETY: so many elements are there, and nothing else touches them before `work` is done.
        work(unsafe { std::slice::from_raw_parts_mut(self.place(0), self.length.get()) })
    }

    /// The index of an element that is there.
    #[inline(always)]
    #[track_caller]
    fn index(&self, index: impl Integer) -> usize {
        let length = self.length.get();
        match index.to_index() {
            Some(at) if at < length => at,
            _ => sequence::out_of_range(&index, LIST, length),
        }
    }

    /// The element at an index that may be out of range.
    #[inline(always)]
    fn find(&self, at: usize) -> Option<T> {
        // SAFETY: it is in range.
        (at < self.length.get()).then(|| unsafe { self.place(at).read() })
    }

    /// The place of an element.
    ///
    /// # Safety
    ///
    /// `at` is no more than the capacity.
    #[inline(always)]
    unsafe fn place(&self, at: usize) -> *mut T {
        // SAFETY: the caller's.
        unsafe { self.start.get().as_ptr().add(at) }
    }

    /// Makes room for so many elements more.
    fn reserve(&self, more: usize) {
        match self.length.get().checked_add(more) {
            Some(wanted) if wanted <= self.capacity.get() => {}
            wanted => self.grow(wanted.unwrap_or(usize::MAX)),
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&self, wanted: usize) {
        let bytes = |capacity: usize| capacity.saturating_mul(size_of::<T>());
        let old = self.capacity.get();
        let capacity = wanted.max(old.saturating_mul(2)).max(4);
        let Ok(layout) = Layout::array::<T>(capacity) else {
            out_of_memory(bytes(wanted))
        };
        // SAFETY: the list is reachable, so it borrows its arena, which therefore is in its place.
        let arena = unsafe { self.arena.as_ref() };
        let start = if bytes(old) > SMALL {
            // SAFETY: storage of more than `SMALL` bytes is a heap block of that layout, and `layout`
            // has been checked.
            unsafe {
                let old = Layout::from_size_align_unchecked(bytes(old), align_of::<T>());
                alloc::realloc(self.start.get().as_ptr().cast(), old, layout.size())
            }
        } else {
            let (start, block) = if layout.size() > SMALL {
                let block = arena.room(Layout::new::<Block<T>>()).cast::<Block<T>>();
                // SAFETY: the size is not zero.
                (unsafe { alloc::alloc(layout) }, Some(block))
            } else {
                let more = layout.size() - bytes(old);
                let extended = arena.room_before(self.start.get().cast(), more);
                let start = extended.unwrap_or_else(|| arena.room(layout));
                (start.as_ptr(), None)
            };
            if !start.is_null() {
                let old = self.start.get().as_ptr();
                // SAFETY: the new storage is at least as large. It overlaps the old one if that was
                // extended.
                unsafe { ptr::copy(old, start.cast::<T>(), self.length.get()) };
            }
            if let (Some(block), false) = (block, start.is_null()) {
                // SAFETY: the block is room of this arena for just that. `free_block` frees the heap
                // block that the list will have then, and the list lies in the arena's chunks, which
                // are still there.
                unsafe {
                    block.write(Block {
                        link: Link::new(free_block::<T>),
                        list: NonNull::from(self),
                    });
                    arena.attach(block.cast());
                }
            }
            start
        };
        let Some(start) = NonNull::new(start) else {
            out_of_memory(layout.size())
        };
        self.start.set(start.cast());
        self.capacity.set(capacity);
    }
}

/// Frees the heap block of a list.
///
/// # Safety
///
/// The link is the first field of the `Block` of a list of `T` with storage on the heap, which nobody
/// uses any more.
unsafe fn free_block<T>(link: NonNull<Link>) {
    // SAFETY: the caller's. The layout is the one that the storage was made with.
    unsafe {
        let list = link.cast::<Block<T>>().as_ref().list.as_ref();
        let bytes = list.capacity.get() * size_of::<T>();
        let layout = Layout::from_size_align_unchecked(bytes, align_of::<T>());
        alloc::dealloc(list.start.get().as_ptr().cast(), layout);
    }
}

/// What [`List::iter`] gives.
pub struct ListIter<'a, T> {
    list: &'a List<T>,
    /// The next element from the front.
    front: usize,
    /// The end of what is left, once elements were taken from the back.
    back: usize,
}

impl<T: Copy> ListIter<'_, T> {
    #[inline(always)]
    fn end(&self) -> usize {
        self.back.min(self.list.length.get())
    }
}

impl<T: Copy> Iterator for ListIter<'_, T> {
    type Item = T;

    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        if self.front >= self.end() {
            return None;
        }
        let value = self.list.find(self.front);
        self.front += 1;
        value
    }

    /// Right as long as the list is not changed.
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end().saturating_sub(self.front), None)
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> {
        self.front = self.front.saturating_add(n).min(self.end().max(self.front));
        self.next()
    }
}

impl<T: Copy> DoubleEndedIterator for ListIter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        let end = self.end();
        if self.front >= end {
            return None;
        }
        self.back = end - 1;
        self.list.find(self.back)
    }
}

impl<T> Clone for ListIter<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        ListIter { ..*self }
    }
}

impl<T: Copy + fmt::Debug> fmt::Debug for ListIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, T: Copy> IntoIterator for &'a List<T> {
    type Item = T;
    type IntoIter = ListIter<'a, T>;

    #[inline]
    fn into_iter(self) -> ListIter<'a, T> {
        self.iter()
    }
}

impl<T: Copy + fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// Lists are equal if their elements are.
impl<T: Copy + PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &List<T>) -> bool {
        self.length.get() == other.length.get() && self.iter().eq(other.iter())
    }
}

impl<T: Copy + Eq> Eq for List<T> {}

impl<T: Copy> Array for List<T> {
    type Value = T;

    #[inline(always)]
    fn length(&self) -> i64 {
        self.length()
    }

    #[inline(always)]
    #[track_caller]
    fn at(&self, index: impl Integer) -> T {
        self.at(index)
    }

    #[inline(always)]
    #[track_caller]
    fn set(&self, index: impl Integer, value: T) {
        self.set(index, value);
    }

    #[inline(always)]
    fn values(&self) -> impl DoubleEndedIterator<Item = T> + Clone {
        self.iter()
    }

    fn reverse_values(&self) {
        self.reverse();
    }

    #[track_caller]
    fn swap_values(&self, a: impl Integer, b: impl Integer) {
        self.swap(a, b);
    }

    fn fill_values(&self, value: T) {
        self.fill(value);
    }

    fn sort_values(&self)
    where
        T: Order,
    {
        self.sort();
    }

    #[track_caller]
    fn sort_values_by_key<K: Order>(&self, key: impl FnMut(T) -> K) {
        self.sort_by_key(key);
    }

    #[track_caller]
    fn sort_with(&self, before: impl FnMut(T, T) -> bool) {
        self.sort_with(before);
    }

    fn find_sorted(&self, value: T) -> Option<i64>
    where
        T: Order,
    {
        self.binary_search(value)
    }
}

const _: () = assert!(mem::size_of::<List<u64>>() == 32);
