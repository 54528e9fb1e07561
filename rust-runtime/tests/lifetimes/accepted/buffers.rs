use std::cell::Cell;
use veltrano_runtime::{Array, Bump, List, SubBump, Temp, TextArena, same};

struct Node<'a> {
    name: &'a str,
    out: &'a List<&'a Node<'a>>,
}

impl<'a> Node<'a> {
    fn new(name: &str, bump: &'a Bump) -> &'a Node<'a> {
        bump.alloc(Node {
            name: bump.alloc_str(name),
            out: bump.list(),
        })
    }

    fn child(&self, name: &str, bump: &'a Bump) -> &'a Node<'a> {
        let node = Node::new(name, bump);
        self.out.push(node);
        node
    }
}

fn sum<'e, 'p>(nodes: &List<&'e Node<'p>>, f: impl Fn(&'e Node<'p>) -> i64) -> i64 {
    let mut total = 0;
    for node in nodes {
        total += f(node);
    }
    total
}

/// A list may be seen with a shorter life of its own.
fn longest<'short>(a: &'short List<&'static str>, b: &'short List<&'static str>) -> &'short str {
    let longer = if a.length() > b.length() { a } else { b };
    longer.first().unwrap_or("")
}

fn message<'out>(user: &str, out: &'out Bump) -> &'out str {
    let temp = Temp::push();
    let text = temp.text(("Welcome ", user, '!'));
    out.alloc_str(temp.to_upper(text))
}

fn walk(depth: i64, parent: &SubBump<'_>) -> i64 {
    let sub = parent.sub();
    let list = sub.list_from(0..depth);
    if depth == 0 { 0 } else { list.length() + walk(depth - 1, &sub) }
}

fn main() {
    let mut bump = Bump::new();
    {
        let root = Node::new("root", &bump);
        let child = root.child("child", &bump);
        child.out.push(root);
        assert!(same(child.out.at(0), root));
        assert_eq!(sum(root.out, |node| node.name.len() as i64), 5);
    }
    // A sub-arena that is not used any more is no hindrance, freed or not.
    let sub = bump.sub();
    assert_eq!(walk(3, &sub), 6);
    bump.reset();
    let sub = bump.sub();
    sub.free();
    bump.reset();

    let text = bump.list_of(&["static"]);
    {
        let other = Bump::new();
        assert_eq!(longest(text, other.list_of(&["a"])), "a");
    }
    assert_eq!(message("Ada", &bump), "WELCOME ADA!");

    // A result that outlives the sub-arena it was computed in.
    let result = Cell::new("");
    {
        let mut sub = bump.sub();
        for n in 0..3 {
            sub.reset();
            let parts = sub.array(&["n", sub.text((n, "!"))]);
            result.set(bump.join(parts.values(), ""));
        }
    }
    assert_eq!(result.get(), "n2!");

    // Frames in any order.
    let first = Temp::push();
    let second = Temp::push();
    let text = second.text((first.text(("a", 1)), "b"));
    drop(first);
    assert_eq!(text, "a1b");
    bump.free();
}
