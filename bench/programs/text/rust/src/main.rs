#![forbid(unsafe_code)]

use bumpalo::{Bump, collections::Vec as BumpVec, format};

fn word(n: u64) -> &'static str {
    match n % 5 {
        0 => "amber",
        1 => "birch",
        2 => "cedar",
        3 => "dune",
        _ => "ember",
    }
}

fn main() {
    let bump = Bump::new();
    let mut kept: Vec<&str> = Vec::new();
    let mut bytes = 0;
    let mut dunes = 0;
    let mut batch_bump = Bump::new();
    let mut scratch = Bump::new();
    for batch in 0..15_000 {
        batch_bump.reset();
        let mut recent = BumpVec::new_in(&batch_bump);
        for i in batch * 200..batch * 200 + 200 {
            scratch.reset();
            let name = word(i);
            let line = format!(in &scratch, "{i}: {name} and {} met {} times", word(i / 5), i % 97);
            bytes += line.len();
            if i % 4 == 0 {
                let shouted = line.replace("and", "as well as").to_uppercase();
                bytes += shouted.len();
                if shouted.contains("DUNE") {
                    dunes += 1;
                }
            }
            let share = format!(in &scratch, "{name}={}.{}", i % 1000 / 8, i % 8);
            bytes += share.len();
            if i % 10 == 0 {
                recent.push(format!(in &batch_bump, "{}-{}", name, i).into_bump_str());
            }
        }
        kept.push(bump.alloc_str(&recent.join(", ")));
    }
    let length: usize = kept.iter().map(|text| text.len()).sum();
    println!(
        "{bytes} bytes, {dunes} dunes, {} kept of {length} bytes",
        kept.len()
    );
    println!("{}", kept[kept.len() - 1]);
}
