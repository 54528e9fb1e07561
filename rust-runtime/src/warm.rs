//! The chunks that dropped arenas leave to the next ones of the thread.
//!
//! A function with an arena of its own would otherwise pay for a heap block in each call. As many are
//! kept as a recursion of ordinary depth has open at a time. Under Miri, and when the crate is built
//! with `--cfg veltrano_no_reuse` (as for the sanitizers), none is, so that a use of freed memory is
//! one of memory that the tools know to be free.

use std::{cell::Cell, mem};

/// The largest chunk that is kept, in bytes.
const LARGEST: usize = 4096;

/// How many are kept by a thread.
const KEPT: usize = 16;

const REUSE: bool = !cfg!(any(miri, veltrano_no_reuse));

struct Warm {
    count: Cell<usize>,
    chunks: [Cell<Option<bumpalo::Bump>>; KEPT],
}

thread_local! {
    static WARM: Warm = const {
        Warm {
            count: Cell::new(0),
            chunks: [const { Cell::new(None) }; KEPT],
        }
    };
}

/// An empty arena, with a warm chunk if there is one.
#[inline]
pub(crate) fn take() -> bumpalo::Bump {
    if REUSE {
        let kept = WARM.try_with(|warm| match warm.count.get() {
            0 => None,
            count => {
                warm.count.set(count - 1);
                warm.chunks[count - 1].take()
            }
        });
        if let Ok(Some(chunks)) = kept {
            return chunks;
        }
    }
    bumpalo::Bump::new()
}

/// Keeps the chunk of an arena that ends, if it is small and there is a place for it. Otherwise the
/// arena stays as it is, and frees its chunks when it is dropped.
#[inline]
pub(crate) fn give_back(ended: &mut bumpalo::Bump) {
    let bytes = ended.allocated_bytes();
    if REUSE && bytes != 0 && bytes <= LARGEST {
        let _ = WARM.try_with(|warm| {
            let count = warm.count.get();
            if let Some(place) = warm.chunks.get(count) {
                let mut chunks = mem::take(ended);
                chunks.reset();
                chunks.set_allocation_limit(None);
                place.set(Some(chunks));
                warm.count.set(count + 1);
            }
        });
    }
}
