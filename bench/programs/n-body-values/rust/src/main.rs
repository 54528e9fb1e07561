#![forbid(unsafe_code)]

use std::f64::consts::PI;

use bumpalo::Bump;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const DAYS: f64 = 365.24;

struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

fn planets(bump: &Bump) -> &mut [Body] {
    bump.alloc([
        Body {
            position: [0.0; 3],
            velocity: [0.0; 3],
            mass: SOLAR_MASS,
        },
        Body {
            position: [
                4.84143144246472090,
                -1.16032004402742839,
                -0.103622044471123109,
            ],
            velocity: [
                0.00166007664274403694 * DAYS,
                0.00769901118419740425 * DAYS,
                -0.0000690460016972063023 * DAYS,
            ],
            mass: 0.000954791938424326609 * SOLAR_MASS,
        },
        Body {
            position: [
                8.34336671824457987,
                4.12479856412430479,
                -0.403523417114321381,
            ],
            velocity: [
                -0.00276742510726411021 * DAYS,
                0.00499852801234917238 * DAYS,
                0.0000230417297573763929 * DAYS,
            ],
            mass: 0.000285885980666130812 * SOLAR_MASS,
        },
        Body {
            position: [
                12.8943695621391310,
                -15.1111514016986312,
                -0.223307578892655734,
            ],
            velocity: [
                0.00296460137564761618 * DAYS,
                0.00237847173959480950 * DAYS,
                -0.0000296589568540237556 * DAYS,
            ],
            mass: 0.0000436624404335156298 * SOLAR_MASS,
        },
        Body {
            position: [
                15.3796971148509165,
                -25.9193146099879641,
                0.179258772950371181,
            ],
            velocity: [
                0.00268067772490389322 * DAYS,
                0.00162824170038242295 * DAYS,
                -0.0000951592254519715870 * DAYS,
            ],
            mass: 0.0000515138902046611451 * SOLAR_MASS,
        },
    ])
}

fn offset_momentum(bodies: &mut [Body]) {
    for axis in 0..3 {
        let momentum: f64 = bodies
            .iter()
            .map(|body| body.velocity[axis] * body.mass)
            .sum();
        bodies[0].velocity[axis] = -momentum / SOLAR_MASS;
    }
}

fn energy(bodies: &[Body]) -> f64 {
    let mut total = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        let [vx, vy, vz] = a.velocity;
        total += 0.5 * a.mass * (vx * vx + vy * vy + vz * vz);
        for b in &bodies[i + 1..] {
            let dx = a.position[0] - b.position[0];
            let dy = a.position[1] - b.position[1];
            let dz = a.position[2] - b.position[2];
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    total
}

fn advance(bodies: &mut [Body], dt: f64) {
    let mut rest = &mut *bodies;
    while let Some((a, others)) = rest.split_first_mut() {
        for b in others.iter_mut() {
            let dx = a.position[0] - b.position[0];
            let dy = a.position[1] - b.position[1];
            let dz = a.position[2] - b.position[2];
            let square = dx * dx + dy * dy + dz * dz;
            let magnitude = dt / (square * square.sqrt());
            a.velocity[0] -= dx * b.mass * magnitude;
            a.velocity[1] -= dy * b.mass * magnitude;
            a.velocity[2] -= dz * b.mass * magnitude;
            b.velocity[0] += dx * a.mass * magnitude;
            b.velocity[1] += dy * a.mass * magnitude;
            b.velocity[2] += dz * a.mass * magnitude;
        }
        rest = others;
    }
    for body in bodies {
        for axis in 0..3 {
            body.position[axis] += dt * body.velocity[axis];
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
