use veltrano_runtime::Number;

#[derive(Clone, Copy)]
struct Mine;

fn index(number: impl Number) -> usize {
    number.to_usize()
}

fn main() {
    index(Mine);
}
