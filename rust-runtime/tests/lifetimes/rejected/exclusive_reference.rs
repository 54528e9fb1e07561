use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    *bump.alloc(1) = 2;
}
