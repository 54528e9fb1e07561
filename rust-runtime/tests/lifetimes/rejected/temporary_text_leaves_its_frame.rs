use veltrano_runtime::Temp;

fn greet<'out>(name: &str) -> &'out str {
    let temp = Temp::push();
    temp.text(("hello ", name))
}

fn main() {
    greet("Ada");
}
