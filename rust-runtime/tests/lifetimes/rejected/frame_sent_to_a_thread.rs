use veltrano_runtime::Temp;

fn main() {
    let temp = Temp::push();
    std::thread::spawn(move || {
        let _ = temp.text(("n", 1));
    });
}
