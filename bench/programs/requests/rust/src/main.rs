#![forbid(unsafe_code)]

use std::{cell::Cell, io};

use bumpalo::{Bump, collections::Vec as BumpVec, format};

struct Session<'a> {
    user: &'a str,
    hits: Cell<u64>,
    bytes: Cell<usize>,
}

struct Header<'a> {
    #[expect(dead_code, reason = "a header has a name")]
    name: &'a str,
    value: &'a str,
    next: Option<&'a Header<'a>>,
}

struct Request<'a> {
    path: &'a str,
    user: &'a str,
    headers: Option<&'a Header<'a>>,
    parameters: BumpVec<'a, (&'a str, usize)>,
}

struct Cache<'a> {
    bump: &'a Bump,
    buckets: Vec<Vec<&'a Session<'a>>>,
    misses: u64,
}

impl<'a> Cache<'a> {
    fn new(size: usize, bump: &'a Bump) -> Self {
        Cache {
            bump,
            buckets: vec![Vec::new(); size],
            misses: 0,
        }
    }

    fn find(&mut self, user: &str) -> &'a Session<'a> {
        let at = hash(user) % self.buckets.len();
        let bucket = &mut self.buckets[at];
        if let Some(session) = bucket.iter().find(|session| session.user == user) {
            return session;
        }
        self.misses += 1;
        let session = self.bump.alloc(Session {
            user: self.bump.alloc_str(user),
            hits: Cell::new(0),
            bytes: Cell::new(0),
        });
        bucket.push(session);
        session
    }
}

fn hash(text: &str) -> usize {
    text.bytes()
        .fold(0, |hash, byte| (hash * 31 + usize::from(byte)) % 1000000007)
}

fn parse<'a>(n: usize, path: &'a str, user: &'a str, bump: &'a Bump) -> Request<'a> {
    let agent = bump.alloc(Header {
        name: "User",
        value: user,
        next: None,
    });
    let host = bump.alloc(Header {
        name: "Host",
        value: "example.org",
        next: Some(agent),
    });
    let mut request = Request {
        path,
        user,
        headers: Some(host),
        parameters: BumpVec::new_in(bump),
    };
    request.parameters.push(("page", n % 40));
    request.parameters.push(("size", n % 7 * 10));
    request.parameters.push(("seed", n));
    request
}

fn answer(request: &Request<'_>, cache: &mut Cache<'_>, bump: &Bump) -> usize {
    let session = cache.find(request.user);
    session.hits.set(session.hits.get() + 1);
    let mut total = 0;
    for &(name, value) in &request.parameters {
        total += name.len() * value;
    }
    let mut header = request.headers;
    while let Some(current) = header {
        total += current.value.len();
        header = current.next;
    }
    let body = format!(in bump, "{} for {}: {total} after {}", request.path, request.user, session.hits.get());
    session.bytes.set(session.bytes.get() + body.len());
    body.len()
}

fn main() {
    let mut line = String::new();
    io::stdin().read_line(&mut line).expect("stdin can be read");
    let requests = match line.trim_end() {
        "" => 10_000_000,
        number => number.parse().unwrap_or(0),
    };
    let bump = Bump::new();
    let mut cache = Cache::new(4096, &bump);
    let mut bytes = 0;
    let mut scratch = Bump::new();
    for n in 0..requests {
        scratch.reset();
        let user = format!(in &scratch, "user-{}", n * 7919 % 5000);
        let path = format!(in &scratch, "/items/{}/view", n % 1000);
        let request = parse(n, &path, &user, &scratch);
        bytes += answer(&request, &mut cache, &scratch);
    }
    let mut hits = 0;
    let mut most = 0;
    for session in cache.buckets.iter().flatten() {
        hits += session.hits.get();
        most = most.max(session.bytes.get());
    }
    println!(
        "{requests} requests, {bytes} bytes, {} sessions, {hits} hits, at most {most} bytes",
        cache.misses
    );
}
