use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let mut sub = bump.sub();
    let list = sub.list_of(&[1]);
    sub.reset();
    list.push(2);
}
