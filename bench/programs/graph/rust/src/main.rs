#![forbid(unsafe_code)]

use std::cell::{Cell, RefCell};

use bumpalo::{Bump, collections::Vec as BumpVec};

struct Node<'a> {
    id: usize,
    out: RefCell<BumpVec<'a, &'a Node<'a>>>,
    distance: Cell<i64>,
    round: Cell<i64>,
}

fn build(size: usize, degree: usize, bump: &Bump) -> Vec<&Node<'_>> {
    let nodes: Vec<&Node<'_>> = (0..size)
        .map(|id| {
            &*bump.alloc(Node {
                id,
                out: RefCell::new(BumpVec::new_in(bump)),
                distance: Cell::new(-1),
                round: Cell::new(-1),
            })
        })
        .collect();
    let mut seed = 42;
    for node in &nodes {
        let mut out = node.out.borrow_mut();
        out.push(nodes[(node.id + 1) % size]);
        for _ in 1..degree {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            out.push(nodes[seed / 8 % size]);
        }
    }
    nodes
}

fn walk<'a>(start: &'a Node<'a>, round: i64) -> (i64, i64) {
    let mut queue = Vec::new();
    start.round.set(round);
    start.distance.set(0);
    queue.push(start);
    let mut sum = 0;
    let mut longest = 0;
    let mut done = 0;
    while let Some(&node) = queue.get(done) {
        done += 1;
        let distance = node.distance.get();
        sum += distance;
        longest = distance;
        for &next in node.out.borrow().iter() {
            if next.round.get() != round {
                next.round.set(round);
                next.distance.set(distance + 1);
                queue.push(next);
            }
        }
    }
    (sum, longest)
}

fn main() {
    let size = 200_000;
    let bump = Bump::new();
    let nodes = build(size, 5, &bump);
    for round in 0..12 {
        let (sum, longest) = walk(nodes[round * 7919 % size], round as i64);
        println!("round {round}: {sum}, {longest}");
    }
}
