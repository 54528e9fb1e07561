use veltrano_runtime::{Bump, read_line};

fn main() {
    let line = {
        let bump = Bump::new();
        read_line(&bump)
    };
    assert_eq!(line, None);
}
