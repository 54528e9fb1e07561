//! Writes position tables, for tests, and as a second opinion on the transpiler's writer.

/// A file of a table: its Rust path, its Veltrano path, and entries `(rust, veltrano)`, each place a
/// line and a column.
pub(crate) struct File<'a> {
    pub(crate) rust: &'a str,
    pub(crate) veltrano: &'a str,
    pub(crate) entries: Vec<((u32, u32), (u32, u32))>,
}

pub(crate) fn encode(files: &[File<'_>]) -> Vec<u8> {
    let mut table = b"VLP\x01".to_vec();
    uvarint(&mut table, files.len() as u32);
    for file in files {
        text(&mut table, file.rust);
        text(&mut table, file.veltrano);
        let mut bytes = Vec::new();
        let (mut rust, mut veltrano) = ((0, 0), (0, 0));
        for &(to_rust, to_veltrano) in &file.entries {
            assert!(to_rust > rust, "entries are in order");
            let column = if to_rust.0 == rust.0 { rust.1 } else { 0 };
            uvarint(&mut bytes, to_rust.0 - rust.0);
            uvarint(&mut bytes, to_rust.1 - column);
            let column = if to_veltrano.0 == veltrano.0 {
                veltrano.1
            } else {
                0
            };
            svarint(&mut bytes, to_veltrano.0 as i32 - veltrano.0 as i32);
            svarint(&mut bytes, to_veltrano.1 as i32 - column as i32);
            (rust, veltrano) = (to_rust, to_veltrano);
        }
        uvarint(&mut table, bytes.len() as u32);
        table.extend(bytes);
    }
    table
}

fn text(table: &mut Vec<u8>, text: &str) {
    uvarint(table, text.len() as u32);
    table.extend(text.as_bytes());
}

fn svarint(table: &mut Vec<u8>, value: i32) {
    uvarint(table, ((value << 1) ^ (value >> 31)) as u32);
}

fn uvarint(table: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        table.push(value as u8 | 0x80);
        value >>= 7;
    }
    table.push(value as u8);
}
