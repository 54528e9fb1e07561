use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let list = bump.list_of(&[1]);
    let moved = Box::new(bump);
    list.push(2);
    drop(moved);
}
