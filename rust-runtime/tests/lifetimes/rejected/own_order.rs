use std::cmp::Ordering;
use veltrano_runtime::Order;

#[derive(PartialEq, PartialOrd)]
struct Person;

impl Order for Person {
    fn order(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

fn main() {}
