#![forbid(unsafe_code)]

use std::array;
use std::cell::Cell;
use std::f64::consts::PI;

use bumpalo::Bump;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const DAYS: f64 = 365.24;

/// A planet that others may hold, too: it is changed through shared references.
struct Body {
    position: [Cell<f64>; 3],
    velocity: [Cell<f64>; 3],
    mass: f64,
}

fn vector(values: [f64; 3]) -> [Cell<f64>; 3] {
    values.map(Cell::new)
}

fn planets(bump: &Bump) -> &[&Body] {
    let planets = [
        Body {
            position: vector([0.0; 3]),
            velocity: vector([0.0; 3]),
            mass: SOLAR_MASS,
        },
        Body {
            position: vector([
                4.84143144246472090,
                -1.16032004402742839,
                -0.103622044471123109,
            ]),
            velocity: vector([
                0.00166007664274403694 * DAYS,
                0.00769901118419740425 * DAYS,
                -0.0000690460016972063023 * DAYS,
            ]),
            mass: 0.000954791938424326609 * SOLAR_MASS,
        },
        Body {
            position: vector([
                8.34336671824457987,
                4.12479856412430479,
                -0.403523417114321381,
            ]),
            velocity: vector([
                -0.00276742510726411021 * DAYS,
                0.00499852801234917238 * DAYS,
                0.0000230417297573763929 * DAYS,
            ]),
            mass: 0.000285885980666130812 * SOLAR_MASS,
        },
        Body {
            position: vector([
                12.8943695621391310,
                -15.1111514016986312,
                -0.223307578892655734,
            ]),
            velocity: vector([
                0.00296460137564761618 * DAYS,
                0.00237847173959480950 * DAYS,
                -0.0000296589568540237556 * DAYS,
            ]),
            mass: 0.0000436624404335156298 * SOLAR_MASS,
        },
        Body {
            position: vector([
                15.3796971148509165,
                -25.9193146099879641,
                0.179258772950371181,
            ]),
            velocity: vector([
                0.00268067772490389322 * DAYS,
                0.00162824170038242295 * DAYS,
                -0.0000951592254519715870 * DAYS,
            ]),
            mass: 0.0000515138902046611451 * SOLAR_MASS,
        },
    ];
    bump.alloc_slice_fill_iter(planets.into_iter().map(|body| &*bump.alloc(body)))
}

fn change(cell: &Cell<f64>, by: f64) {
    cell.set(cell.get() + by);
}

fn offset_momentum(bodies: &[&Body]) {
    for axis in 0..3 {
        let momentum: f64 = bodies
            .iter()
            .map(|body| body.velocity[axis].get() * body.mass)
            .sum();
        bodies[0].velocity[axis].set(-momentum / SOLAR_MASS);
    }
}

/// From `b` to `a`.
fn distance(a: &Body, b: &Body) -> [f64; 3] {
    array::from_fn(|axis| a.position[axis].get() - b.position[axis].get())
}

fn energy(bodies: &[&Body]) -> f64 {
    let mut total = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        let [vx, vy, vz] = a.velocity.each_ref().map(Cell::get);
        total += 0.5 * a.mass * (vx * vx + vy * vy + vz * vz);
        for b in &bodies[i + 1..] {
            let [dx, dy, dz] = distance(a, b);
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    total
}

fn advance(bodies: &[&Body], dt: f64) {
    for (i, a) in bodies.iter().enumerate() {
        for b in &bodies[i + 1..] {
            let [dx, dy, dz] = distance(a, b);
            let square = dx * dx + dy * dy + dz * dz;
            let magnitude = dt / (square * square.sqrt());
            for (axis, d) in [dx, dy, dz].into_iter().enumerate() {
                change(&a.velocity[axis], -d * b.mass * magnitude);
                change(&b.velocity[axis], d * a.mass * magnitude);
            }
        }
    }
    for body in bodies {
        for axis in 0..3 {
            change(&body.position[axis], dt * body.velocity[axis].get());
        }
    }
}

fn main() {
    let bump = Bump::new();
    let bodies = planets(&bump);
    offset_momentum(bodies);
    println!("{:.9}", energy(bodies));
    for _ in 0..5_000_000 {
        advance(bodies, 0.01);
    }
    println!("{:.9}", energy(bodies));
}
