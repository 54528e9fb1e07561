use veltrano_runtime::{Temp, TextArena};

fn main() {
    let outer = Temp::push();
    let mut text = outer.text("first");
    for _ in 0..2 {
        let inner = Temp::push();
        text = inner.replace(text, 'f', "t");
    }
    assert_eq!(text, "first");
}
