use std::cell::Cell;
use veltrano_runtime::Bump;

struct Node<'a> {
    name: Cell<&'a str>,
}

fn rename<'long>(node: &Node<'long>, name: &str) {
    node.name.set(name);
}

fn main() {
    let bump = Bump::new();
    rename(bump.alloc(Node { name: Cell::new("") }), "new");
}
