use veltrano_runtime::{Bump, stdin_lines};

fn main() {
    let mut lines = stdin_lines();
    let mut bump = Bump::new();
    let mut longest = "";
    loop {
        bump.reset();
        let Some(line) = lines.next_in(&bump) else {
            break;
        };
        if line.len() > longest.len() {
            longest = line;
        }
    }
    assert_eq!(longest, "");
}
