use veltrano_runtime::Bump;

fn main() {
    let mut bump = Bump::new();
    let sub = bump.sub();
    bump.reset();
    sub.alloc(1);
}
