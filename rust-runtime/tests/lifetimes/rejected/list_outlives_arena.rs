use veltrano_runtime::{Bump, List};

fn make<'out>() -> &'out List<i64> {
    let bump = Bump::new();
    bump.list()
}

fn main() {
    make().push(1);
}
