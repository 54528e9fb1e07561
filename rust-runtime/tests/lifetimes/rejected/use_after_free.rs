use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let text = bump.alloc_str("short-lived");
    bump.free();
    assert_eq!(text, "short-lived");
}
