//! What a line of output costs, next to std's: `cargo run --release --example output`.

use std::{
    env,
    fs::File,
    io::{Read, Write},
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

const LINES: i64 = 1_000_000;
const ROUNDS: usize = 5;

fn ours() {
    for n in 0..LINES {
        veltrano_runtime::println!("line {n}");
    }
}

fn of_std() {
    for n in 0..LINES {
        println!("line {n}");
    }
}

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some("ours") => veltrano_runtime::run(&[], ours),
        Some("std") => veltrano_runtime::run(&[], of_std),
        _ => {
            compare();
            ExitCode::SUCCESS
        }
    }
}

fn compare() {
    println!("{LINES} lines, the fastest of {ROUNDS} rounds");
    for (name, run) in [("file", to_file as fn(&str) -> Duration), ("pipe", to_pipe)] {
        // Turn by turn, so that both see the same machine.
        let rounds = (0..ROUNDS).map(|_| (run("ours"), run("std")));
        let (ours, std): (Vec<_>, Vec<_>) = rounds.unzip();
        let (ours, std) = (ours.iter().min().unwrap(), std.iter().min().unwrap());
        let ratio = ours.as_secs_f64() / std.as_secs_f64();
        println!("{name}: ours {ours:>10.1?}   std {std:>10.1?}   ratio {ratio:.3}");
    }
}

fn to_file(which: &str) -> Duration {
    let path = env::temp_dir().join(format!("veltrano-output-{}", std::process::id()));
    let file = File::create(&path).unwrap();
    let start = Instant::now();
    assert!(program(which).stdout(file).status().unwrap().success());
    let time = start.elapsed();
    std::fs::remove_file(path).unwrap();
    time
}

fn to_pipe(which: &str) -> Duration {
    let start = Instant::now();
    let mut child = program(which).stdout(Stdio::piped()).spawn().unwrap();
    let mut bytes = vec![0; 1 << 16];
    let mut stdout = child.stdout.take().unwrap();
    while stdout.read(&mut bytes).unwrap() > 0 {}
    assert!(child.wait().unwrap().success());
    start.elapsed()
}

fn program(which: &str) -> Command {
    std::io::stdout().flush().unwrap();
    let mut command = Command::new(env::current_exe().unwrap());
    command.arg(which);
    command
}
