use veltrano_runtime::Bump;

fn escape<'out>() -> &'out str {
    let bump = Bump::new();
    bump.alloc_str("local")
}

fn main() {
    escape();
}
