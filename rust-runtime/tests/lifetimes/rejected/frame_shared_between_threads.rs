use veltrano_runtime::Temp;

fn main() {
    let temp = Temp::push();
    std::thread::scope(|scope| {
        scope.spawn(|| assert_eq!(temp.text(("n", 1)), "n1"));
    });
}
