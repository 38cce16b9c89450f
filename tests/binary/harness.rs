//! Helpers for tests of the real binary: scratch folders, plain runs, and runs in a pseudo-terminal.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to show what is waited for; a watchdog, not a measure of speed.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A scratch folder that also serves as home, so that no test reads or writes the user's files.
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Names of the files in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|n| n != "home")
            .collect();
        names.sort();
        names
    }

    /// The binary, to be run in this folder without the user's environment.
    pub fn parallax(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.current_dir(self.path()).env_clear();
        for (key, value) in environment(self.path()) {
            command.env(key, value);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.parallax().args(args).output().unwrap()
    }

    /// The binary running, with all three streams to be taken.
    pub fn spawn(&self, args: &[&str]) -> std::process::Child {
        let mut command = self.parallax();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// The binary in a pseudo-terminal of that size.
    pub fn terminal(&self, args: &[&str], columns: u16, rows: u16) -> Screen {
        Screen::start(self.path(), &[&[env!("CARGO_BIN_EXE_parallax")], args].concat(), columns, rows)
    }

    /// The binary in a pseudo-terminal, started by a shell after `script` has prepared its surroundings.
    pub fn terminal_after(&self, script: &str, args: &[&str], columns: u16, rows: u16) -> Screen {
        let script = format!("{script}\nexec \"$0\" \"$@\"");
        let words = [&["sh", "-c", &script, env!("CARGO_BIN_EXE_parallax")], args].concat();
        Screen::start(self.path(), &words, columns, rows)
    }

    /// As [`Self::terminal_after`], in a file system of its own where `script` may mount what it likes.
    pub fn terminal_apart(&self, script: &str, args: &[&str], columns: u16, rows: u16) -> Screen {
        let script = format!("{script}\nexec \"$0\" \"$@\"");
        let words = [&["unshare", "-rm", "sh", "-ec", &script, env!("CARGO_BIN_EXE_parallax")], args].concat();
        Screen::start(self.path(), &words, columns, rows)
    }
}

/// Whether a process may make a file system of its own here.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
pub fn may_mount() -> bool {
    let run = Command::new("unshare").args(["-rm", "sh", "-c", "mount -t tmpfs none /tmp"]).output();
    let may = run.is_ok_and(|o| o.status.success());
    if !may {
        println!("skipped: no file system can be mounted here (unshare -rm)");
    }
    may
}

fn environment(home: &Path) -> Vec<(String, String)> {
    let home = home.join("home");
    std::fs::create_dir_all(&home).unwrap();
    let mut all = vec![
        ("HOME".to_owned(), home.display().to_string()),
        ("XDG_CONFIG_HOME".to_owned(), home.join("config").display().to_string()),
        ("XDG_DATA_HOME".to_owned(), home.join("data").display().to_string()),
        ("XDG_STATE_HOME".to_owned(), home.join("state").display().to_string()),
        ("XDG_CACHE_HOME".to_owned(), home.join("cache").display().to_string()),
        ("TERM".to_owned(), "xterm-256color".to_owned()),
    ];
    all.extend(std::env::var("PATH").map(|p| ("PATH".to_owned(), p)));
    all
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A program in a pseudo-terminal and the screen it draws.
pub struct Screen {
    parser: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
}

impl Screen {
    /// Starts `words` in a pseudo-terminal.
    pub fn start(folder: &Path, words: &[&str], columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.cwd(folder);
        command.env_clear();
        for (key, value) in environment(folder) {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (screen, bytes) = (Arc::clone(&parser), Arc::clone(&raw));
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 {
                    break;
                }
                screen.lock().unwrap().process(&buffer[..n]);
                bytes.lock().unwrap().extend_from_slice(&buffer[..n]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { parser, raw, writer, master: pair.master, child }
    }

    pub fn text(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Everything the program has written.
    pub fn bytes(&self) -> Vec<u8> {
        self.raw.lock().unwrap().clone()
    }

    pub fn is_alternate(&self) -> bool {
        self.parser.lock().unwrap().screen().alternate_screen()
    }

    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.parser.lock().unwrap().screen_mut().set_size(rows, columns);
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits until the screen fulfils `test`; fails with the screen's text.
    pub fn wait(&self, what: &str, test: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !test(&self.text()) {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    pub fn wait_until_gone(&self, text: &str) {
        self.wait(&format!("no {text}"), |screen| !screen.contains(text));
    }

    /// Waits for the end of the program; its exit code.
    pub fn exit_code(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last may still be on its way.
                std::thread::sleep(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
