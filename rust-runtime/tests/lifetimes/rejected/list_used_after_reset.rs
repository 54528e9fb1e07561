use veltrano_runtime::Bump;

fn main() {
    let mut bump = Bump::new();
    let list = bump.list_of(&[1, 2]);
    let walk = list.iter();
    bump.reset();
    assert_eq!(walk.count(), 2);
}
