use std::cell::Cell;
use veltrano_runtime::{Array, Bump};

fn put<'long>(array: &[Cell<&'long str>], text: &str) {
    array.set(0, text);
}

fn main() {
    let bump = Bump::new();
    put(bump.array(&[""]), "x");
}
