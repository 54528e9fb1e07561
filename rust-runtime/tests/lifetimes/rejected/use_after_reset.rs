use veltrano_runtime::Bump;

fn main() {
    let mut bump = Bump::new();
    let number = bump.alloc(1);
    bump.reset();
    assert_eq!(*number, 1);
}
