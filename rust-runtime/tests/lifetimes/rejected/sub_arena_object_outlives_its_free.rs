use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let sub = bump.sub();
    let number = sub.alloc(1);
    sub.free();
    assert_eq!(*number, 1);
}
