//! One plain sentence on a pair that can go under a picture. It says what the reading column says and no more.

use super::{MeasurePair, Member, Reading};

/// Who is quoted most on each side, and which measures differ clearly.
pub fn sentence(sides: [&Member; 2], measures: &[MeasurePair]) -> String {
    let [left, right] = sides.map(most_quoted);
    format!("{left}; {right}; {}.", clear(measures))
}

fn most_quoted(member: &Member) -> String {
    let quoted: usize = member.speakers().iter().map(|s| s.words).sum();
    let label = &member.label;
    match member.speakers().iter().find(|s| s.speaker.is_some() && s.words > 0) {
        None if quoted == 0 => format!("{label} quotes nobody"),
        None => format!("the speakers that {label} quotes are not resolved"),
        Some(s) => match s.share {
            Some(share) => {
                format!("{label} quotes {} most ({:.0}% of {quoted} quoted words)", s.name, share * 100.0)
            }
            None => format!("{label} quotes {quoted} words, {} of them from {}", s.words, s.name),
        },
    }
}

fn clear(measures: &[MeasurePair]) -> String {
    let judged = measures.iter().filter(|m| matches!(m.reading, Reading::Clear | Reading::NoClear)).count();
    let clear: Vec<String> = measures
        .iter()
        .filter(|m| m.reading == Reading::Clear)
        .map(|m| format!("{} {} against {}", m.a.id.definition().name, m.a.text(), m.b.text()))
        .collect();
    match (judged, clear.is_empty()) {
        (0, _) => "too few to say whether any measure differs".to_owned(),
        (n, true) => format!("no clear difference in any of {n} measures"),
        (n, false) => format!("clear difference in {} of {n} measures: {}", clear.len(), clear.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{fixture::Fixture, measures, reading};

    fn told(a: &Fixture, b: &Fixture) -> String {
        let members = [a, b].map(Fixture::member);
        let pairs = measures(a.side()).into_iter().zip(measures(b.side())).map(|(x, y)| reading::pair(x, y));
        sentence([&members[0], &members[1]], &pairs.collect::<Vec<_>>())
    }

    #[test]
    fn it_names_the_most_quoted_and_claims_nothing_on_thin_ground() {
        let a = Fixture::new("“Never again,” Ann Roe said.").labelled("Left Post").quoting("Ann Roe", &[]);
        let b = Fixture::new("The mayor left.").labelled("Right Post");
        assert_eq!(
            told(&a, &b),
            "Left Post quotes 2 words, 2 of them from Ann Roe; Right Post quotes nobody; too few to say whether any \
             measure differs."
        );
    }
}
