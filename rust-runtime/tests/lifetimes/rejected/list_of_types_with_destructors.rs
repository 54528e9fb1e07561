use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    bump.list::<String>();
}
