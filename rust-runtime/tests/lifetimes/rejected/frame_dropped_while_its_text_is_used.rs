use veltrano_runtime::Temp;

fn main() {
    let temp = Temp::push();
    let text = temp.format(format_args!("{}", 1.5));
    drop(temp);
    assert_eq!(text, "1.5");
}
