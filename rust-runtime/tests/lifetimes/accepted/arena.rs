use std::cell::Cell;
use veltrano_runtime::{Bump, stdin_lines};

struct Node<'a> {
    name: Cell<&'a str>,
    next: Cell<Option<&'a Node<'a>>>,
}

fn node<'out>(name: &str, out: &'out Bump) -> &'out Node<'out> {
    out.alloc(Node {
        name: Cell::new(out.alloc_str(name)),
        next: Cell::new(None),
    })
}

fn rename<'node>(node: &Node<'node>, name: &'node str) {
    node.name.set(name);
}

fn longer<'bump>(flag: bool, other: &'bump str, bump: &'bump Bump) -> &'bump str {
    if flag { other } else { bump.alloc_str("new") }
}

#[allow(dead_code, reason = "it reads, and the test has no input")]
fn longest_line(out: &Bump) -> &str {
    let mut longest = "";
    let mut bump = Bump::new();
    let mut lines = stdin_lines();
    loop {
        bump.reset();
        let Some(line) = lines.next_in(&bump) else {
            break;
        };
        if line.len() > longest.len() {
            longest = out.alloc_str(line);
        }
    }
    longest
}

fn main() {
    let mut bump = Bump::new();
    {
        let (a, b) = (node("a", &bump), node("b", &bump));
        a.next.set(Some(b));
        b.next.set(Some(a));
        rename(a, longer(true, "other", &bump));
        let plain = bump.alloc(Some(1));
        assert_eq!(plain.map(|n| n + 1), Some(2));
    }
    bump.reset();
    let text = bump.alloc_str("again");
    assert_eq!(text, "again");
    bump.free();

    let moved = Bump::new();
    std::thread::spawn(move || assert_eq!(*moved.alloc(1), 1)).join().unwrap();
}
