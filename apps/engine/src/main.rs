//! The worker's entry: starts the engine.

fn main() {
    regain_engine::start();
}
