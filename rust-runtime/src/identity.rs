//! Whether two references lead to the same object.

use std::ptr;

/// Whether both lead to the same object, or both to none. The types may differ in their lifetimes.
///
/// ```
/// use veltrano_runtime::same_or_null;
///
/// let (a, b) = (1, 1);
/// assert!(same_or_null(Some(&a), Some(&a)));
/// assert!(!same_or_null(Some(&a), Some(&b)));
/// assert!(!same_or_null(Some(&a), None::<&i32>));
/// assert!(same_or_null(None::<&i32>, None::<&i32>));
/// ```
#[inline]
pub fn same_or_null<A: ?Sized, B: ?Sized>(a: Option<&A>, b: Option<&B>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => ptr::addr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}
