use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    let list = bump.list_of(&[1]);
    std::thread::scope(|scope| {
        scope.spawn(|| list.push(2));
    });
}
