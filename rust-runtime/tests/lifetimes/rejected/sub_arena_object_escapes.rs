use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let text;
    {
        let sub = bump.sub();
        text = sub.alloc_str("of the sub-arena");
    }
    assert_eq!(text, "of the sub-arena");
}
