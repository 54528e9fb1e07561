//! Temporary text in frames that are opened, used and closed in any order, against the same text in
//! `String`s.

mod random;

use std::{
    cell::RefCell,
    fmt::{self, Write},
    panic::{self, AssertUnwindSafe},
    thread,
};

use random::{Random, rounds};
use veltrano_runtime::{Bump, ShowAsDisplay, Temp, TextArena};

/// A frame and what was made in it.
///
/// The texts borrow the frame, which therefore lies in a box and is freed after them.
struct Frame {
    made: Vec<(&'static str, String)>,
    numbers: Vec<(&'static [u64], Vec<u64>)>,
    temp: *mut Temp,
}

impl Frame {
    fn new() -> Frame {
        Frame {
            made: vec![],
            numbers: vec![],
            temp: Box::into_raw(Box::new(Temp::push())),
        }
    }

    fn temp(&self) -> &'static Temp {
        // SAFETY: it is freed when the frame is dropped, and all that was made in it goes before.
        unsafe { &*self.temp }
    }

    fn keep(&mut self, made: &'static str, expected: String) {
        assert_eq!(made, expected);
        self.made.push((made, expected));
    }

    fn check(&self) {
        assert!(self.made.iter().all(|(made, expected)| made == expected));
        assert!(self.numbers.iter().all(|(made, expected)| made == expected));
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.check();
        }
        // SAFETY: it came from a box.
        drop(unsafe { Box::from_raw(self.temp) });
    }
}

/// Prints itself bit by bit, with something else going on between the bits.
struct Meddling<'a, F>(&'a str, RefCell<F>);

impl<F: FnMut()> fmt::Display for Meddling<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            f.write_char(character)?;
            (self.1.borrow_mut())();
        }
        Ok(())
    }
}

impl<F: FnMut()> ShowAsDisplay for Meddling<'_, F> {}

fn word(random: &mut Random) -> String {
    let length = match random.below(100) {
        0 => random.below(20_000),
        1..10 => random.below(600),
        _ => random.below(20),
    };
    let letters = ['a', 'ä', '🦀', 'z'];
    let length = if cfg!(miri) { length % 60 } else { length };
    (0..length).map(|_| letters[random.below(4)]).collect()
}

/// Random steps on a few frames.
fn play(random: &mut Random, steps: usize) {
    let mut frames = vec![Frame::new()];
    for _ in 0..steps {
        let at = random.below(frames.len());
        let temp = frames[at].temp();
        match random.below(14) {
            0 | 1 if frames.len() < 12 => frames.push(Frame::new()),
            0..3 => drop(frames.swap_remove(at)),
            3 | 4 => {
                let (a, b, n) = (word(random), word(random), random.next() as i64);
                let made = temp.text((&*a, n, &*b));
                frames[at].keep(made, format!("{a}{n}{b}"));
            }
            // `a + b`, with a text of this or another frame, the last one or an earlier one.
            5..8 => {
                let from = if random.below(3) == 0 {
                    random.below(frames.len())
                } else {
                    at
                };
                let last = frames[from].made.len().saturating_sub(random.below(2) + 1);
                if let Some((text, expected)) = frames[from].made.get(last).cloned() {
                    let cut = (0..=text.len()).rev().nth(random.below(text.len() + 1));
                    let cut = cut.filter(|cut| text.is_char_boundary(*cut)).unwrap_or(0);
                    let (text, expected) = (&text[cut..], &expected[cut..]);
                    let more = word(random);
                    let made = temp.text(((text, &*more), text, 'x'));
                    let expected = format!("{expected}{more}{expected}x");
                    if expected.len() < 50_000 {
                        frames[at].keep(made, expected);
                    }
                }
            }
            8 => {
                let text = word(random);
                let made = temp.format(format_args!("{text:>10}|{text}"));
                frames[at].keep(made, format!("{text:>10}|{text}"));
            }
            // A frame, this or another one, is used while a text grows.
            9 | 10 => {
                let text: String = word(random).chars().take(200).collect();
                let other = random.below(frames.len());
                let other_temp = frames[other].temp();
                let mut meddled = vec![];
                let meddle = || match random.below(4) {
                    0 | 1 => {}
                    2 => meddled.push(other_temp.text(("meddled", 1))),
                    _ => assert_eq!(Temp::push().text(("a", 1)), "a1"),
                };
                let meddle = Meddling(&text, RefCell::new(meddle));
                let made = temp.format(format_args!("<{meddle}>"));
                for made in meddled {
                    frames[other].keep(made, "meddled1".into());
                }
                frames[at].keep(made, format!("<{text}>"));
            }
            11 => {
                let numbers: Vec<u64> = (0..random.below(30)).map(|_| random.next()).collect();
                let made = temp.slice(&numbers);
                frames[at].numbers.push((made, numbers));
            }
            12 => {
                let from = word(random);
                let made = temp.replace(&from, "ä", "__");
                frames[at].keep(made, from.replace("ä", "__"));
            }
            _ => {
                // A panic in the middle of a text.
                let text = word(random);
                let unwound = panic::catch_unwind(AssertUnwindSafe(|| {
                    let own = Temp::push();
                    let panics =
                        Meddling("abc", RefCell::new(|| panic::resume_unwind(Box::new(()))));
                    let _ = own.text(&*text);
                    temp.format(format_args!("{text}{panics}"));
                }));
                assert!(unwound.is_err());
            }
        }
        if frames.is_empty() {
            frames.push(Frame::new());
        }
        if random.below(20) == 0 {
            frames.iter().for_each(Frame::check);
        }
    }
}

#[test]
fn frames_in_any_order() {
    for seed in 0..rounds(120) as u64 {
        play(&mut Random(seed), if cfg!(miri) { 80 } else { 400 });
    }
}

#[test]
fn threads_have_stacks_of_their_own() {
    thread::scope(|scope| {
        for seed in 0..4 {
            scope.spawn(move || play(&mut Random(1000 + seed), rounds(2000)));
        }
    });
}

/// What is made while the thread's values are being destroyed, in a frame that is older than that.
#[test]
fn frames_at_the_end_of_a_thread() {
    struct Late(Temp);
    impl Drop for Late {
        fn drop(&mut self) {
            assert_eq!(self.0.text(("at the ", "end")), "at the end");
            let temp = Temp::push();
            assert_eq!(temp.format(format_args!("{:5}", 1)), "    1");
        }
    }
    thread_local! {
        static BEFORE: RefCell<Option<Late>> = const { RefCell::new(None) };
        static AFTER: RefCell<Option<Late>> = const { RefCell::new(None) };
    }
    for _ in 0..3 {
        thread::spawn(|| {
            BEFORE.with(|late| *late.borrow_mut() = Some(Late(Temp::push())));
            BEFORE.with(|late| assert_eq!(late.borrow().as_ref().unwrap().0.text(("x", 1)), "x1"));
            AFTER.with(|late| *late.borrow_mut() = Some(Late(Temp::push())));
            play(&mut Random(5), rounds(100));
        })
        .join()
        .unwrap();
    }
}

/// A frame that is never closed keeps its memory; the tools would report that.
#[test]
#[cfg(not(any(miri, veltrano_no_reuse)))]
fn a_forgotten_frame_keeps_its_text() {
    let kept: &'static str = {
        let below = Temp::push();
        let _ = below.text(("be", "low"));
        let forgotten: &'static Temp = Box::leak(Box::new(Temp::push()));
        forgotten.text(("kept ", "for ever"))
    };
    let above = Temp::push();
    let _ = above.text(("ab", "ove"));
    drop(above);
    std::mem::forget(Temp::push());
    let thread = thread::spawn(|| {
        let forgotten: &'static Temp = Box::leak(Box::new(Temp::push()));
        forgotten.text(("of an ended ", "thread"))
    });
    assert_eq!(thread.join().unwrap(), "of an ended thread");
    assert_eq!(kept, "kept for ever");
}

#[test]
fn growing_text_is_continued_in_place() {
    let temp = Temp::push();
    let mut text = temp.text("");
    let mut moved = 0;
    for n in 0..rounds(20_000) {
        let longer = temp.text((text, n % 10));
        moved += usize::from(longer.as_ptr() != text.as_ptr());
        text = longer;
    }
    assert_eq!(text.len(), rounds(20_000));
    assert!(moved <= 8, "moved {moved} times");
}

#[test]
fn a_text_that_grows_beside_others_moves_seldom() {
    let temp = Temp::push();
    let count = rounds(20_000);
    let others: Vec<usize> = (0..count).collect();
    let text = temp.join(others.iter().map(|n| temp.text(("n", *n))), ' ');
    assert!(
        text.split(' ')
            .zip(0..)
            .all(|(word, n)| word == format!("n{n}"))
    );
    assert_eq!(text.split(' ').count(), count);
}

#[test]
fn memory_is_used_again() {
    let first = Temp::push().text(("some", "thing")).as_ptr().addr();
    for _ in 0..rounds(1000) {
        let temp = Temp::push();
        assert_eq!(temp.text(("any", "thing")).as_ptr().addr(), first);
        for _ in 0..20 {
            temp.text(("much longer than the first chunk", " is"));
        }
    }
    let temp = Temp::push();
    let large = "x".repeat(if cfg!(miri) { 10_000 } else { 20 << 20 });
    for _ in 0..3 {
        let inner = Temp::push();
        assert_eq!(inner.text((&*large, 'y')).len(), large.len() + 1);
    }
    assert_eq!(temp.text(("any", "thing")).as_ptr().addr(), first);
}

#[test]
fn slices_keep_alignment_and_empty_types() {
    let temp = Temp::push();
    for n in 0..20u8 {
        temp.text(n);
        let numbers = temp.slice(&[u128::MAX, n.into()]);
        assert_eq!(numbers.as_ptr().addr() % align_of::<u128>(), 0);
        assert_eq!(numbers, [u128::MAX, n.into()]);
    }
    assert_eq!(temp.slice(&[(), ()]).len(), 2);
    assert_eq!(temp.slice::<u64>(&[]), []);
}

/// Each operation on both kinds of arenas.
#[test]
fn new_text() {
    fn check<A: TextArena>(arena: &A) {
        assert_eq!(arena.replace("one two two", "two", "2"), "one 2 2");
        assert_eq!(arena.replace("aaa", "aa", 'b'), "ba");
        assert_eq!(arena.replace("äö", 'ö', "oe"), "äoe");
        assert_eq!(arena.replace("äö", "", "-"), "-ä-ö-");
        assert_eq!(arena.replace("", 'x', 'y'), "");
        assert_eq!(arena.replace("x", 'x', ""), "");
        assert_eq!(arena.to_upper("straße, ABC"), "STRASSE, ABC");
        assert_eq!(arena.to_upper("abc xyz{"), "ABC XYZ{");
        assert_eq!(arena.to_lower("ΟΔΟΣ"), "οδος");
        assert_eq!(arena.to_lower("ABC XYZ["), "abc xyz[");
        assert_eq!(arena.to_lower(""), "");
        assert_eq!(arena.repeat("ab", 3u8), "ababab");
        assert_eq!(arena.repeat("ab", 0i64), "");
        assert_eq!(arena.repeat("", i64::MAX), "");
        assert_eq!(arena.pad_start("ä", 3, '*'), "**ä");
        assert_eq!(arena.pad_end("🦀", 3i64, '→'), "🦀→→");
        assert_eq!(arena.pad_start("long", 2, '*'), "long");
        assert_eq!(arena.pad_end("long", -2, '*'), "long");
        assert_eq!(arena.reversed("aä🦀"), "🦀äa");
        assert_eq!(arena.join(["a", "b"], ", "), "a, b");
        assert_eq!(arena.join([Some(1.5), None], '/'), "1.5/null");
        assert_eq!(arena.join([0; 0], ", "), "");
        assert_eq!(arena.to_text((1, Some("x"))), "(1, x)");
        assert_eq!(arena.to_text(0.1), "0.1");
        assert_eq!(arena.text(("n", 1)), "n1");
        assert_eq!(arena.format(format_args!("plain")), "plain");
        assert_eq!(arena.format(format_args!("{:?}", "q")), "\"q\"");
    }
    check(&Temp::push());
    check(&Bump::new());
    check(&*Bump::new().sub());
}
