use veltrano_runtime::Bump;

struct Named(#[allow(dead_code)] Option<String>);

fn main() {
    Bump::new().alloc(Named(None));
}
