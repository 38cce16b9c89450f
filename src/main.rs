//! The `parallax` program: see the library's documentation for the codemap.

fn main() -> std::process::ExitCode {
    parallax::cli::main()
}
