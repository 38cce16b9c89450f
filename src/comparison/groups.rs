//! [`Groups`]: which articles of a corpus tell one story; proposed from names and dates, corrected by the reader.

use super::story::EXACT;

/// An article moved to another story by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The article, by position.
    pub article: usize,
    /// An article of the story it is moved to; without one it is a story of its own.
    pub with: Option<usize>,
}

/// The articles of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// By position, in order.
    pub articles: Vec<usize>,
    /// Those of them that were moved here by hand, in order.
    pub moved: Vec<usize>,
}

/// The stories of a corpus, in order of their first articles. Every article is in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The stories.
    pub stories: Vec<Group>,
    story: Vec<usize>,
}

impl Groups {
    /// The stories of `articles` articles: as `proposed`, then as moved, in that order. Where no two articles of a small
    /// corpus seem to belong together nothing is known, and they count as one story.
    pub fn of(articles: usize, proposed: Vec<Vec<usize>>, moves: &[Move]) -> Self {
        let unknown = articles <= EXACT && proposed.iter().all(|g| g.len() < 2);
        let mut groups = if unknown { vec![(0..articles).collect()] } else { proposed };
        let mut moved = vec![false; articles];
        for m in moves.iter().filter(|m| m.article < articles) {
            let target = m.with.filter(|w| *w != m.article).map(|w| groups.iter().position(|g| g.contains(&w)));
            if target == Some(None) {
                continue;
            }
            for group in &mut groups {
                group.retain(|a| *a != m.article);
            }
            match target.flatten().and_then(|t| groups.get_mut(t)) {
                Some(group) => group.push(m.article),
                None => groups.push(vec![m.article]),
            }
            moved[m.article] = true;
        }
        groups.retain(|g| !g.is_empty());
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable_by_key(|g| g[0]);
        let mut story = vec![0; articles];
        for (i, group) in groups.iter().enumerate() {
            group.iter().filter(|a| **a < articles).for_each(|&a| story[a] = i);
        }
        let group = |articles: Vec<usize>| {
            let by_hand = articles.iter().copied().filter(|a| moved.get(*a) == Some(&true)).collect();
            Group { articles, moved: by_hand }
        };
        Self { stories: groups.into_iter().map(group).collect(), story }
    }

    /// The story that an article belongs to.
    pub fn story_of(&self, article: usize) -> Option<usize> {
        self.story.get(article).copied()
    }

    /// Whether two articles tell one story.
    pub fn together(&self, a: usize, b: usize) -> bool {
        self.story_of(a).is_some_and(|s| Some(s) == self.story_of(b))
    }

    /// Whether an article was moved to its story by hand.
    pub fn is_moved(&self, article: usize) -> bool {
        let group = self.story_of(article).and_then(|s| self.stories.get(s));
        group.is_some_and(|g| g.moved.contains(&article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(groups: &Groups) -> Vec<Vec<usize>> {
        groups.stories.iter().map(|g| g.articles.clone()).collect()
    }

    #[test]
    fn an_article_is_moved_to_the_story_of_another() {
        let groups = Groups::of(4, vec![vec![0, 1], vec![2, 3]], &[Move { article: 1, with: Some(3) }]);
        assert_eq!(lists(&groups), [vec![0], vec![1, 2, 3]]);
        assert!(groups.is_moved(1) && !groups.is_moved(2) && groups.together(1, 2) && !groups.together(0, 1));
        assert_eq!(groups.stories[1].moved, [1]);
    }

    #[test]
    fn without_another_it_is_a_story_of_its_own_and_a_later_move_wins() {
        let alone = Move { article: 0, with: None };
        assert_eq!(lists(&Groups::of(3, vec![vec![0, 1, 2]], &[alone])), [vec![0], vec![1, 2]]);
        let back = Move { article: 0, with: Some(2) };
        assert_eq!(lists(&Groups::of(3, vec![vec![0, 1, 2]], &[alone, back])), [vec![0, 1, 2]]);
    }

    #[test]
    fn articles_of_which_no_two_belong_together_count_as_one_story() {
        let apart = |n: usize| (0..n).map(|i| vec![i]).collect::<Vec<_>>();
        assert_eq!(lists(&Groups::of(2, apart(2), &[])), [vec![0, 1]]);
        assert_eq!(Groups::of(60, apart(60), &[]).stories.len(), 60);
    }

    #[test]
    fn a_move_to_what_is_not_there_changes_nothing() {
        let moves = [Move { article: 0, with: Some(9) }, Move { article: 9, with: Some(0) }];
        assert_eq!(lists(&Groups::of(2, vec![vec![0, 1]], &moves)), [vec![0, 1]]);
        assert_eq!(Groups::of(0, Vec::new(), &moves), Groups::default());
    }
}
