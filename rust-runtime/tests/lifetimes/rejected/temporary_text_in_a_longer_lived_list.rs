use veltrano_runtime::{Bump, Temp};

fn main() {
    let bump = Bump::new();
    let list = bump.list();
    {
        let temp = Temp::push();
        list.push(temp.text(("n", 1)));
    }
    assert_eq!(list.length(), 1);
}
