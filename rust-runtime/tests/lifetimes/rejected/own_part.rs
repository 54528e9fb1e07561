use veltrano_runtime::Temp;

#[derive(Clone, Copy)]
struct Person;

fn main() {
    let temp = Temp::push();
    assert_eq!(temp.text(("name: ", Person)), "");
}
