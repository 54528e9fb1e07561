use veltrano_runtime::{Bump, List};

fn add<'long>(list: &List<&'long str>, text: &str) {
    list.push(text);
}

fn main() {
    let bump = Bump::new();
    let list = bump.list();
    {
        let text = String::from("short-lived");
        list.push(text.as_str());
    }
    add(list, "x");
}
