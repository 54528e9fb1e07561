#![forbid(unsafe_code)]

use bumpalo::Bump;

struct Tree<'a> {
    children: Option<(&'a Tree<'a>, &'a Tree<'a>)>,
}

fn build(depth: u32, bump: &Bump) -> &Tree<'_> {
    let children = (depth > 0).then(|| (build(depth - 1, bump), build(depth - 1, bump)));
    bump.alloc(Tree { children })
}

fn count(tree: &Tree<'_>) -> u64 {
    match tree.children {
        None => 1,
        Some((left, right)) => 1 + count(left) + count(right),
    }
}

fn stretch(depth: u32) {
    let bump = Bump::new();
    println!(
        "stretch tree of depth {depth}: {}",
        count(build(depth, &bump))
    );
}

fn main() {
    let max_depth = 18;
    stretch(max_depth + 1);
    let bump = Bump::new();
    let long_lived = build(max_depth, &bump);
    for depth in (4..=max_depth).step_by(2) {
        let trees = 1 << (max_depth - depth + 4);
        let mut scratch = Bump::new();
        let mut total = 0;
        for _ in 0..trees {
            scratch.reset();
            total += count(build(depth, &scratch));
        }
        println!("{trees} trees of depth {depth}: {total}");
    }
    println!(
        "long lived tree of depth {max_depth}: {}",
        count(long_lived)
    );
}
