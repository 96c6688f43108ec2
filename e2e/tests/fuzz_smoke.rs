//! Every fuzz target with its seeds, with mutations of them and with noise: always the same inputs, on the stable toolchain.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

const MUTATIONS: usize = 3000;
const NOISE: usize = 500;

/// Numbers that lengths and counters break on.
const EDGES: [&[u8]; 8] = [
    &[0],
    &[0x7f],
    &[0x80],
    &[0xff],
    &[0xff; 4],
    &[0xff; 8],
    &[0x7f, 0xff, 0xff, 0xff],
    &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
];

struct Dice(ChaCha20Rng);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_u32()).expect("32 bits fit") % end.max(1)
    }

    fn noise(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..start + self.below((length - start).min(64) + 1)
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let range = self.range(bytes.len());
        match self.below(8) {
            0 | 1 if !bytes.is_empty() => {
                let at = self.below(bytes.len());
                bytes[at] ^= 1 << self.below(8);
            }
            2 if !bytes.is_empty() => {
                let at = self.below(bytes.len());
                bytes[at] = self.noise(1)[0];
            }
            3 => drop(bytes.drain(range)),
            4 => {
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, copy);
            }
            5 => bytes.truncate(range.start),
            6 => {
                let edge = EDGES[self.below(EDGES.len())];
                let end = (range.start + edge.len()).min(bytes.len());
                bytes.splice(range.start..end, edge.iter().copied());
            }
            _ => {
                let from = self.range(other.len());
                bytes.splice(range, other[from].iter().copied());
            }
        }
    }
}

fn smoke(name: &str) {
    let target = targets::TARGETS.iter().find(|target| target.name == name).expect("the name of a target");
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty());
    for (number, seed) in seeds.iter().enumerate() {
        assert!((target.run)(seed), "seed {number} of {name} tests nothing");
    }
    let mut dice = Dice(ChaCha20Rng::from_seed([42; 32]));
    for _ in 0..MUTATIONS {
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        let other = &seeds[dice.below(seeds.len())];
        for _ in 0..=dice.below(3) {
            dice.mutate(&mut bytes, other);
        }
        (target.run)(&bytes);
    }
    for _ in 0..NOISE {
        let length = dice.below(600);
        let noise = dice.noise(length);
        (target.run)(&noise);
    }
}

macro_rules! smoke {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                smoke(stringify!($name));
            }
        )*

        #[test]
        fn every_target_is_here() {
            let names: Vec<_> = targets::TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

smoke!(entry frames control snapshot client_pull body blob lock_file change kit_words otpauth migration);
