//! Box drawing, blocks and braille as shapes on the cell grid, so that no seam shows between cells at any scale.
//!
//! A cell is [`CELL_WIDTH`] × [`CELL_HEIGHT`] units; at scale `n` a unit is `n` pixels. Lines lie on whole units.

/// Units across a cell.
pub const CELL_WIDTH: u16 = 9;
/// Units down a cell. Twice the width, so that 160 × 45 cells make a picture of 16:9.
pub const CELL_HEIGHT: u16 = 18;

/// A filled rectangle in units of the cell, from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
    /// How much of the text colour it takes, 0 to 1.
    pub cover: f32,
}

impl Bar {
    const fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0, y0, x1, y1, cover: 1.0 }
    }
}

/// A closed outline in units of the cell.
pub type Outline = Vec<Step>;

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Start a closed part here.
    Move(f32, f32),
    /// Straight to here.
    Line(f32, f32),
    /// A curve with two control points.
    Curve([f32; 6]),
}

/// What a character of these blocks consists of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Rectangles that do not overlap.
    pub bars: Vec<Bar>,
    /// Arcs and diagonals.
    pub outlines: Vec<Outline>,
}

/// The shape of `c`, if it is one that is drawn as a shape.
pub fn shape(c: char) -> Option<Shape> {
    let bars = match c {
        '\u{256d}'..='\u{2570}' => return Some(Shape { outlines: vec![arc(c)], ..Shape::default() }),
        '\u{2571}'..='\u{2573}' => return Some(Shape { outlines: diagonals(c), ..Shape::default() }),
        '\u{2500}'..='\u{257f}' => dashes(c).unwrap_or_else(|| lines(c)),
        '\u{2580}'..='\u{259f}' => block(c),
        '\u{2800}'..='\u{28ff}' => braille(c as u32 - 0x2800),
        _ => return None,
    };
    Some(Shape { bars, ..Shape::default() })
}

/// The arms of U+2500 to U+257F to the left, right, up and down: `l` light, `h` heavy, `d` double, `-` none.
const ARMS: &str = "\
    ll-- hh-- --ll --hh ---- ---- ---- ---- ---- ---- ---- ---- -l-l -h-l -l-h -h-h \
    l--l h--l l--h h--h -ll- -hl- -lh- -hh- l-l- h-l- l-h- h-h- -lll -hll -lhl -llh \
    -lhh -hhl -hlh -hhh l-ll h-ll l-hl l-lh l-hh h-hl h-lh h-hh ll-l hl-l lh-l hh-l \
    ll-h hl-h lh-h hh-h lll- hll- lhl- hhl- llh- hlh- lhh- hhh- llll hlll lhll hhll \
    llhl lllh llhh hlhl lhhl hllh lhlh hhhl hhlh hlhh lhhh hhhh ---- ---- ---- ---- \
    dd-- --dd -d-l -l-d -d-d d--l l--d d--d -dl- -ld- -dd- d-l- l-d- d-d- -dll -ldd \
    -ddd d-ll l-dd d-dd dd-l ll-d dd-d ddl- lld- ddd- ddll lldd dddd ---- ---- ---- \
    ---- ---- ---- ---- l--- --l- -l-- ---l h--- --h- -h-- ---h lh-- --lh hl-- --hl";

/// The column and the row of units that a light line takes.
const CENTRE: (i8, i8) = (4, 8);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    None,
    Light,
    Heavy,
    Double,
}

impl Weight {
    const fn of(byte: u8) -> Self {
        match byte {
            b'l' => Self::Light,
            b'h' => Self::Heavy,
            b'd' => Self::Double,
            _ => Self::None,
        }
    }

    /// Units on either side of the centre line.
    const fn reach(self) -> i8 {
        matches!(self, Self::Heavy | Self::Double) as i8
    }
}

/// The units of one cell, row by row, a bit each.
#[derive(Default)]
struct Grid([u16; CELL_HEIGHT as usize]);

impl Grid {
    /// Sets or clears the units from `(x0, y0)` up to `(x1, y1)`, exclusive.
    fn fill(&mut self, (x0, y0): (i8, i8), (x1, y1): (i8, i8), on: bool) {
        let mask = (x0.max(0)..x1.min(CELL_WIDTH as i8)).fold(0u16, |m, x| m | 1 << x);
        let rows = self.0.iter_mut().enumerate().filter(|(y, _)| (y0..y1).contains(&(*y as i8)));
        for (_, row) in rows {
            *row = if on { *row | mask } else { *row & !mask };
        }
    }

    /// The units as few rectangles: runs of a row, merged with the same run below.
    fn bars(&self) -> Vec<Bar> {
        let mut bars: Vec<Bar> = Vec::new();
        for (y, &row) in self.0.iter().enumerate() {
            let y = y as f32;
            for (x0, x1) in runs(row) {
                match bars.iter_mut().find(|b| (b.x0, b.x1, b.y1) == (x0, x1, y)) {
                    Some(bar) => bar.y1 = y + 1.0,
                    None => bars.push(Bar::new(x0, y, x1, y + 1.0)),
                }
            }
        }
        bars
    }
}

fn runs(row: u16) -> Vec<(f32, f32)> {
    let mut runs: Vec<(f32, f32)> = Vec::new();
    for x in (0..CELL_WIDTH).filter(|x| row >> x & 1 == 1).map(f32::from) {
        match runs.last_mut() {
            Some((_, end)) if *end >= x => *end = x + 1.0,
            _ => runs.push((x, x + 1.0)),
        }
    }
    runs
}

/// One arm of a line character: from the centre to an edge.
#[derive(Clone, Copy)]
struct Arm {
    weight: Weight,
    /// Weights of the arm opposite and of the two across.
    opposite: Weight,
    across: [Weight; 2],
}

impl Arm {
    /// How far it reaches beyond the centre, away from its own edge: over the lines that cross it. Negative where it
    /// stops at the nearer of two lines.
    fn overlap(self) -> i8 {
        let reach = self.across[0].reach().max(self.across[1].reach());
        let is_tee = self.across == [Weight::Double; 2] && self.opposite == Weight::None;
        if is_tee && self.weight != Weight::Double { -reach } else { reach }
    }
}

fn lines(c: char) -> Vec<Bar> {
    let Some(code) = ARMS.split(' ').nth(c as usize - 0x2500) else { return Vec::new() };
    let mut weights = [Weight::None; 4];
    for (w, byte) in weights.iter_mut().zip(code.bytes()) {
        *w = Weight::of(byte);
    }
    let [left, right, up, down] = weights;
    let arms = [
        Arm { weight: left, opposite: right, across: [up, down] },
        Arm { weight: right, opposite: left, across: [up, down] },
        Arm { weight: up, opposite: down, across: [left, right] },
        Arm { weight: down, opposite: up, across: [left, right] },
    ];
    let mut grid = Grid::default();
    let is_double = |a: &Arm| a.weight == Weight::Double;
    for (side, arm) in arms.iter().enumerate().filter(|(_, a)| is_double(a)) {
        stroke(&mut grid, side, 1, arm.overlap(), true);
    }
    for (side, _) in arms.iter().enumerate().filter(|(_, a)| is_double(a)) {
        stroke(&mut grid, side, 0, 0, false);
    }
    for (side, arm) in arms.iter().enumerate().filter(|(_, a)| a.weight != Weight::None && !is_double(a)) {
        stroke(&mut grid, side, arm.weight.reach(), arm.overlap(), true);
    }
    grid.bars()
}

/// Draws or clears an arm: `side` 0 to 3 is left, right, up, down; `reach` units on either side of its centre line.
fn stroke(grid: &mut Grid, side: usize, reach: i8, overlap: i8, on: bool) {
    let (cx, cy) = CENTRE;
    let (right, bottom) = (CELL_WIDTH as i8, CELL_HEIGHT as i8);
    let (from, to) = match side {
        0 => ((0, cy - reach), (cx + overlap + 1, cy + reach + 1)),
        1 => ((cx - overlap, cy - reach), (right, cy + reach + 1)),
        2 => ((cx - reach, 0), (cx + reach + 1, cy + overlap + 1)),
        _ => ((cx - reach, cy - overlap), (cx + reach + 1, bottom)),
    };
    grid.fill(from, to, on);
}

/// Dashed lines: even parts with gaps of one or two units.
fn dashes(c: char) -> Option<Vec<Bar>> {
    let code = c as u32;
    let (parts, index) = match code {
        0x2504..=0x2507 => (3, code - 0x2504),
        0x2508..=0x250b => (4, code - 0x2508),
        0x254c..=0x254f => (2, code - 0x254c),
        _ => return None,
    };
    let (upright, reach) = (index >= 2, (index % 2) as i8);
    let length = if upright { CELL_HEIGHT } else { CELL_WIDTH } as i8;
    let gap = if upright { 2 } else { 1 };
    let mut grid = Grid::default();
    for i in 0..parts {
        let (from, to) = (length * i / parts, length * (i + 1) / parts - gap);
        if upright {
            grid.fill((CENTRE.0 - reach, from), (CENTRE.0 + reach + 1, to), true);
        } else {
            grid.fill((from, CENTRE.1 - reach), (to, CENTRE.1 + reach + 1), true);
        }
    }
    Some(grid.bars())
}

/// A rounded corner: two straight ends joined by a quarter ring that fits the light lines.
fn arc(c: char) -> Outline {
    const OUTER: f32 = 4.0 + 1.0;
    const INNER: f32 = 4.0;
    // The share of the radius at which control points make a cubic curve follow a quarter circle.
    const KAPPA: f32 = 0.552_285;
    let (right, bottom) = (f32::from(CELL_WIDTH), f32::from(CELL_HEIGHT));
    let (x, y) = (f32::from(CENTRE.0), f32::from(CENTRE.1));
    // Drawn as the corner between the right and the lower edge, then mirrored about the line's own centre.
    let (mirror_x, mirror_y) = (matches!(c, '╮' | '╯'), matches!(c, '╰' | '╯'));
    let at = |(px, py): (f32, f32)| {
        let px = if mirror_x { 2.0 * x + 1.0 - px } else { px };
        let py = if mirror_y { 2.0 * y + 1.0 - py } else { py };
        (px.clamp(0.0, right), py.clamp(0.0, bottom))
    };
    let line = |px, py| {
        let (px, py) = at((px, py));
        Step::Line(px, py)
    };
    let curve = |first, second, end| {
        let ((ax, ay), (bx, by), (px, py)) = (at(first), at(second), at(end));
        Step::Curve([ax, ay, bx, by, px, py])
    };
    // The ring's centre, and where control points lie from its outermost corner.
    let (ring_x, ring_y) = (x + OUTER, y + OUTER);
    let (outer, inner) = (OUTER * (1.0 - KAPPA), 1.0 + INNER * (1.0 - KAPPA));
    let far = 2.0 * bottom;
    let start = at((x, far));
    vec![
        Step::Move(start.0, start.1),
        line(x, ring_y),
        curve((x, y + outer), (x + outer, y), (ring_x, y)),
        line(far, y),
        line(far, y + 1.0),
        line(ring_x, y + 1.0),
        curve((x + inner, y + 1.0), (x + 1.0, y + inner), (x + 1.0, ring_y)),
        line(x + 1.0, far),
    ]
}

fn diagonals(c: char) -> Vec<Outline> {
    const DX: f32 = 0.6;
    const DY: f32 = 1.2;
    let (w, h) = (f32::from(CELL_WIDTH), f32::from(CELL_HEIGHT));
    let rising = [(w - DX, 0.0), (w, 0.0), (w, DY), (DX, h), (0.0, h), (0.0, h - DY)];
    let falling = rising.map(|(x, y)| (w - x, y));
    let close = |p: [(f32, f32); 6]| {
        let mut steps: Outline = p.iter().map(|&(x, y)| Step::Line(x, y)).collect();
        if let Some(first) = steps.first_mut() {
            *first = Step::Move(p[0].0, p[0].1);
        }
        steps
    };
    match c {
        '╱' => vec![close(rising)],
        '╲' => vec![close(falling)],
        _ => vec![close(rising), close(falling)],
    }
}

/// Half, eighth, quadrant and shade blocks.
fn block(c: char) -> Vec<Bar> {
    let (w, h) = (f32::from(CELL_WIDTH), f32::from(CELL_HEIGHT));
    let code = c as u32;
    let eighths = |n: u32| n as f32 / 8.0;
    let bar = match code {
        0x2580 => Bar::new(0.0, 0.0, w, h / 2.0),
        0x2581..=0x2588 => Bar::new(0.0, h - h * eighths(code - 0x2580), w, h),
        0x2589..=0x258f => Bar::new(0.0, 0.0, w * eighths(0x2590 - code), h),
        0x2590 => Bar::new(w / 2.0, 0.0, w, h),
        0x2591..=0x2593 => Bar { cover: (code - 0x2590) as f32 / 4.0, ..Bar::new(0.0, 0.0, w, h) },
        0x2594 => Bar::new(0.0, 0.0, w, h / 8.0),
        0x2595 => Bar::new(w - w / 8.0, 0.0, w, h),
        _ => return quadrants(c),
    };
    vec![bar]
}

fn quadrants(c: char) -> Vec<Bar> {
    let (w, h) = (f32::from(CELL_WIDTH), f32::from(CELL_HEIGHT));
    let (left, right) = ((0.0, w / 2.0), (w / 2.0, w));
    // Upper half, then lower half, each as the span that is filled.
    let all = Some((0.0, w));
    let (upper, lower) = match c {
        '▖' => (None, Some(left)),
        '▗' => (None, Some(right)),
        '▘' => (Some(left), None),
        '▙' => (Some(left), all),
        '▚' => (Some(left), Some(right)),
        '▛' => (all, Some(left)),
        '▜' => (all, Some(right)),
        '▝' => (Some(right), None),
        '▞' => (Some(right), Some(left)),
        _ => (Some(right), all),
    };
    let upper = upper.map(|(x0, x1)| Bar::new(x0, 0.0, x1, h / 2.0));
    upper.into_iter().chain(lower.map(|(x0, x1)| Bar::new(x0, h / 2.0, x1, h))).collect()
}

/// Eight dots, numbered as Unicode does: down the left column, down the right one, then the lowest row.
fn braille(bits: u32) -> Vec<Bar> {
    const AT: [(f32, f32); 8] =
        [(1.0, 1.0), (1.0, 6.0), (1.0, 10.0), (6.0, 1.0), (6.0, 6.0), (6.0, 10.0), (1.0, 15.0), (6.0, 15.0)];
    let set = AT.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
    set.map(|(_, &(x, y))| Bar::new(x, y, x + 2.0, y + 2.0)).collect()
}

/// Hexadecimal digits of 3 × 5 units, row by row from the top, a bit each.
const DIGITS: [u16; 16] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_001_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
    0b010_101_111_101_101,
    0b110_101_110_101_110,
    0b011_100_100_100_011,
    0b110_101_101_101_110,
    0b111_100_111_100_111,
    0b111_100_111_100_100,
];

/// What stands for a character that no font has: its number in a box, `columns` cells wide.
pub fn hex_box(c: char, columns: u16) -> Vec<Bar> {
    let digits = format!("{:04X}", c as u32);
    let width = f32::from(CELL_WIDTH * columns.max(1));
    let rows = digits.len().div_ceil(if columns > 1 { 4 } else { 2 });
    let per_row = digits.len().div_ceil(rows);
    let top = (f32::from(CELL_HEIGHT) - (rows * 6 - 1) as f32) / 2.0;
    let mut bars = if rows > 2 { Vec::new() } else { frame(width, top) };
    for (i, digit) in digits.chars().filter_map(|d| d.to_digit(16)).enumerate() {
        let in_row = per_row.min(digits.len() - i / per_row * per_row);
        let left = ((width - (in_row * 4 - 1) as f32) / 2.0).floor();
        let (x, y) = (left + (i % per_row * 4) as f32, top.floor() + (i / per_row * 6) as f32);
        bars.extend(digit_bars(digit as usize, x, y));
    }
    bars
}

fn frame(width: f32, top: f32) -> Vec<Bar> {
    let (y0, y1) = (top.floor() - 2.0, f32::from(CELL_HEIGHT) - top.floor() + 1.0);
    vec![
        Bar::new(0.0, y0, width, y0 + 1.0),
        Bar::new(0.0, y1 - 1.0, width, y1),
        Bar::new(0.0, y0 + 1.0, 1.0, y1 - 1.0),
        Bar::new(width - 1.0, y0 + 1.0, width, y1 - 1.0),
    ]
}

fn digit_bars(digit: usize, x: f32, y: f32) -> Vec<Bar> {
    let bits = DIGITS.get(digit).copied().unwrap_or(0);
    let mut grid = Grid::default();
    for row in 0..5 {
        for column in 0..3 {
            if bits >> (14 - row * 3 - column) & 1 == 1 {
                grid.fill((column, row), (column + 1, row + 1), true);
            }
        }
    }
    let moved = |b: Bar| Bar { x0: b.x0 + x, y0: b.y0 + y, x1: b.x1 + x, y1: b.y1 + y, ..b };
    grid.bars().into_iter().map(moved).collect()
}
