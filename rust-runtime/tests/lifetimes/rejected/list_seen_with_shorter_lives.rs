use veltrano_runtime::List;

fn shorter<'short>(list: &'short List<&'static str>) -> &'short List<&'short str> {
    list
}

fn main() {
    let bump = veltrano_runtime::Bump::new();
    shorter(bump.list());
}
