//! What runs when a scope is left.

/// Runs a function when it goes out of scope, however that happens. What `defer` becomes: a later one
/// runs first, as variables are dropped in the reverse order of their declarations.
///
/// ```
/// use std::cell::Cell;
/// use veltrano_runtime::defer;
///
/// let order = Cell::new(0);
/// {
///     let _first = defer(|| order.set(order.get() * 10 + 1));
///     let _second = defer(|| order.set(order.get() * 10 + 2));
/// }
/// assert_eq!(order.get(), 21);
/// ```
#[inline]
pub fn defer<F: FnMut()>(run: F) -> Deferred<F> {
    Deferred { run }
}

/// What [`defer()`] gives: the function runs when this is dropped.
#[must_use = "the function runs when this is dropped"]
pub struct Deferred<F: FnMut()> {
    run: F,
}

impl<F: FnMut()> Drop for Deferred<F> {
    #[inline]
    fn drop(&mut self) {
        (self.run)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn it_runs_once_when_the_scope_is_left() {
        let log = RefCell::new(Vec::new());
        for n in 0..3 {
            let _deferred = defer(|| log.borrow_mut().push(n * 10));
            if n == 1 {
                continue;
            }
            log.borrow_mut().push(n);
        }
        assert_eq!(*log.borrow(), [0, 0, 10, 2, 20]);
    }

    #[test]
    fn it_runs_when_a_panic_leaves_the_scope() {
        let log = RefCell::new(Vec::new());
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _deferred = defer(|| log.borrow_mut().push(1));
            if log.borrow().is_empty() {
                std::panic::resume_unwind(Box::new("left"));
            }
        }));
        assert!(result.is_err());
        assert_eq!(*log.borrow(), [1]);
    }
}
