//! Arguments exactly as typed. What they mean is decided in [`super::mode`].

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Compare how news outlets frame the same story.
#[derive(Debug, Parser)]
#[command(
    name = "parallax",
    disable_version_flag = true,
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    max_term_width = 100
)]
#[command(after_help = "Without PATH the sample story opens.\n\
    Where standard output is no terminal, a summary is printed instead of the dashboard.\n\
    Exit codes: 0 all well, 1 some input or an entry of your own lists was skipped, 2 nothing could be done.")]
pub struct Args {
    /// What to do; the dashboard if nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to open.
    #[command(flatten)]
    pub input: Input,
    /// Options of the dashboard.
    #[command(flatten)]
    pub look: Look,
    /// Print the versions of the program and of its lists
    #[arg(short = 'V', long)]
    pub version: bool,
}

/// Inputs and how to read them.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Input {
    /// Files, folders, links, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Which column of a record holds what, for unusual names
    #[arg(long, value_name = "FIELD=COLUMN", help_heading = "Reading")]
    pub map: Vec<String>,
    /// Largest file in MB
    #[arg(long, value_name = "MB", default_value_t = 64, help_heading = "Reading")]
    pub max_size: u64,
    /// Largest page of HTML in MB
    #[arg(long, value_name = "MB", default_value_t = 4, help_heading = "Reading")]
    pub max_page: u64,
    /// Fetch the full text of feed entries that carry only a summary
    #[arg(long, help_heading = "Reading")]
    pub fetch: bool,
    /// Allow links to private addresses
    #[arg(long, help_heading = "Reading")]
    pub allow_private: bool,
    /// A word list of your own (NAME.toml), over those in the configuration folder and beside the articles
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub lists: Vec<PathBuf>,
    /// Corrections made by hand, in this file instead of the one beside the articles; a stream has no other
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub edits: Option<PathBuf>,
    /// Read and measure everything anew, and keep nothing of it for the next time
    #[arg(long, help_heading = "Reading")]
    pub no_cache: bool,
    /// Count loaded terms from this weight on, 0 to 1
    #[arg(long, value_name = "W", help_heading = "Reading")]
    pub threshold: Option<f32>,
}

/// How the dashboard looks.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Look {
    /// Colours: terminal, dark, light, high-contrast, mono
    #[arg(long, value_name = "THEME", help_heading = "Dashboard")]
    pub theme: Option<String>,
    /// Read articles and lists again when they change
    #[arg(long, help_heading = "Dashboard")]
    pub watch: bool,
    /// Print the configuration in force, with your own list entries and where they come from, and leave
    #[arg(long, help_heading = "Dashboard")]
    pub print_config: bool,
}

/// What to do without the dashboard.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what was read: metadata with provenance, every line with role and reason, body
    Read {
        /// What to read.
        #[command(flatten)]
        input: Input,
        /// How to print it
        #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
        format: ReadFormat,
    },
    /// Print the profiles; PATH may be - for JSONL on standard input
    Analyze {
        /// What to analyse.
        #[command(flatten)]
        input: Input,
        /// How to print them
        #[arg(long, value_enum, default_value_t = DataFormat::Json)]
        format: DataFormat,
        /// Write to this file instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// What to do where the file exists
        #[command(flatten)]
        existing: Existing,
    },
    /// Say why the quotations and findings on a line are what they are
    Explain {
        /// The line, as ID:LINE
        #[arg(value_name = "ID:LINE")]
        line: String,
        /// Where the article is.
        #[command(flatten)]
        input: Input,
    },
    /// Draw the briefing view of a pair, or the screen, into a picture
    Shot(Shot),
    /// Write a whole story into one file
    Report {
        /// What to report on.
        #[command(flatten)]
        input: Input,
        /// The file; its ending says the format: html, md, csv, json
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// What to do where the file exists
        #[command(flatten)]
        existing: Existing,
        /// Date to print as the date made
        #[arg(long, value_name = "DATE")]
        made: Option<String>,
    },
    /// Fetch pages, or the entries of a feed, and keep them as files to be read again offline
    #[command(
        after_help = "Of a feed that holds only summaries the pages of its entries are fetched, at most 200, one a second \
        and host."
    )]
    Add {
        /// The links
        #[arg(value_name = "URL", required = true)]
        links: Vec<String>,
        /// The folder to keep them in
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        to: PathBuf,
        /// Allow links to private addresses
        #[arg(long)]
        allow_private: bool,
    },
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Options of `shot`.
#[derive(Debug, ClapArgs)]
pub struct Shot {
    /// What to draw.
    #[command(flatten)]
    pub input: Input,
    /// The two articles, by outlet, label, file name or id
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub pair: Option<Vec<String>>,
    /// overview, voices, language, topics, differences, text, notes, across, story
    #[arg(long, default_value = "voices")]
    pub lens: String,
    /// Columns x rows, or slide
    #[arg(long, default_value = "120x40", value_name = "WxH")]
    pub size: String,
    /// print, light, dark, high-contrast, mono
    #[arg(long, default_value = "print")]
    pub theme: String,
    /// Pixels per cell, 1 to 4 times the base size
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub scale: u8,
    /// The screen as it is instead of the briefing view
    #[arg(long)]
    pub screen: bool,
    /// Only a part: WxH+X+Y in cells from the upper left; with --screen also list-a, list-b, table, text-a, text-b,
    /// side-a, side-b
    #[arg(long, value_name = "PART")]
    pub crop: Option<String>,
    /// A caption under the title
    #[arg(long)]
    pub caption: Option<String>,
    /// Date to print as the date made
    #[arg(long, value_name = "DATE")]
    pub made: Option<String>,
    /// The file; its ending says the format: png, svg, html, txt, ans
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What to do where the file exists
    #[command(flatten)]
    pub existing: Existing,
}

/// What to do where the file to be written exists. Without a word it is replaced, whole or not at all, and that is said;
/// a file that was read is never replaced.
#[derive(Clone, Copy, Debug, Default, ClapArgs)]
pub struct Existing {
    /// Stop if FILE exists already; otherwise it is replaced, in one step, and that is said
    #[arg(long)]
    pub no_clobber: bool,
}

/// Formats of `read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For people.
    Text,
    /// One object an article.
    Jsonl,
}

/// Formats of `analyze`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// One object with `articles` and `pairs`.
    Json,
    /// One object an article.
    Jsonl,
    /// One row per article and measure.
    Csv,
}
