use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let sub = bump.sub();
    bump.free();
    sub.alloc(1);
}
