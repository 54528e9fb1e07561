use veltrano_runtime::{Bump, SubBump};

fn make<'out>() -> SubBump<'out> {
    let bump = Bump::new();
    bump.sub()
}

fn main() {
    make().alloc(1);
}
