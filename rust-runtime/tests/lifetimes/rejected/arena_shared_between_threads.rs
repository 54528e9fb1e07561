use veltrano_runtime::Bump;

fn main() {
    let bump = Bump::new();
    std::thread::scope(|scope| {
        scope.spawn(|| bump.alloc(1));
    });
}
