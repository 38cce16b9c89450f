//! [`Guard`]: the terminal is taken over in one place and given back in one place, whatever ends the program.

use std::{
    io::{self, Write},
    process,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use ratatui::{Terminal, backend::CrosstermBackend, crossterm};

use crossterm::{
    cursor, event, execute,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    },
};

/// The exit code of a program that panicked.
const PANICKED: i32 = 101;

/// Whether the terminal is ours, so that leaving twice does nothing.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Owns the terminal while it lives; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard {
    terminal: Option<Screen>,
}

type Screen = Terminal<CrosstermBackend<io::Stdout>>;

impl Guard {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste. A panic gives it back before its message;
    /// one beside the screen ends the program, which has no screen any more.
    pub fn enter() -> io::Result<Self> {
        let earlier = std::panic::take_hook();
        let own = thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            earlier(info);
            if thread::current().id() != own {
                process::exit(PANICKED);
            }
        }));
        // Where NO_COLOR is set the library writes an empty style for each colour, which takes bold and underline away
        // too. The themes see to colours here.
        crossterm::style::force_color_output(true);
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout())).inspect_err(|_| restore())?;
        Ok(Self { terminal: Some(terminal) })
    }

    /// Draws one frame as one update, so that no half-drawn screen is seen.
    pub fn draw(&mut self, draw: impl FnOnce(ratatui::layout::Rect, &mut ratatui::buffer::Buffer)) -> io::Result<()> {
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        if let Some(terminal) = &mut self.terminal {
            terminal.draw(|frame| draw(frame.area(), frame.buffer_mut()))?;
        }
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    /// Turns mouse reports on or off.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        if on {
            execute!(io::stdout(), event::EnableMouseCapture)
        } else {
            execute!(io::stdout(), event::DisableMouseCapture)
        }
    }

    /// Sends bytes to the terminal as they are (OSC 52).
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        self.resume()
    }

    /// Takes the terminal again; the next frame is drawn whole. A new [`Terminal`] knows nothing of the old screen, and
    /// unlike `clear` it does not ask the terminal where the cursor is, which may not answer.
    pub fn resume(&mut self) -> io::Result<()> {
        take()?;
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.let_go();
        self.terminal = Some(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        Ok(())
    }
}

impl Guard {
    /// Drops the [`Terminal`]. Its own drop shows the cursor and tells standard error of a failure, which panics where
    /// both are a terminal that was closed; it is then left as it is.
    fn let_go(&mut self) {
        if let Some(mut terminal) = self.terminal.take()
            && terminal.show_cursor().is_err()
        {
            std::mem::forget(terminal);
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
        self.let_go();
    }
}

fn take() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, cursor::Hide, event::EnableBracketedPaste).inspect_err(|_| restore())
}

/// Gives the terminal back. Errors are of no use here: the terminal may be gone.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        event::DisableMouseCapture,
        event::DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = crossterm::terminal::disable_raw_mode();
}
