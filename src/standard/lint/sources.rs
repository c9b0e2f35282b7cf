//! Sources: cited, open to a reader, reviewed in time, described alike everywhere.

use super::Located;
use crate::diagnostic::{Bag, code};
use crate::standard::model::{Access, Checklist, Source};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn lint(checklist: Located<'_, Checklist>, today: Date, bag: &Bag) {
    for source in &checklist.model.sources {
        let item = format!("source {}", source.id);
        let cites = |id: &str| {
            let criteria = &checklist.model.criteria;
            criteria.iter().flat_map(|c| &c.sources).any(|citation| citation.id == id)
        };
        if !cites(&source.id) {
            let message = format!("no criterion cites {item}");
            let help = "cite it, or remove it";
            checklist.report((&code::UNCITED_SOURCE, bag), (&item, ""), message, help);
        }
        if let Some(by) = source.review_by.filter(|by| *by < today) {
            let message = format!("{item} had to be reviewed by {by}");
            let help = "open it again, then move `checked_on` and `review_by`";
            checklist.report((&code::SOURCE_OVERDUE, bag), (&item, "review_by"), message, help);
        }
    }
    for criterion in &checklist.model.criteria {
        let item = format!("criterion {}", criterion.id);
        let cited = criterion.sources.iter().filter_map(|citation| {
            checklist.model.sources.iter().find(|source| source.id == citation.id)
        });
        let is_open = |source: &Source| source.access == Access::Open;
        if !cited.clone().any(is_open) {
            let message = format!("{item} rests on nothing that everybody can read");
            let help = "add an open source beside it";
            checklist.report((&code::NO_OPEN_SOURCE, bag), (&item, "sources"), message, help);
        }
    }
}

/// One id means one document: the same edition and publisher in every checklist.
pub(super) fn lint_shared(checklists: &[Located<'_, Checklist>], bag: &Bag) {
    let mut known: BTreeMap<&str, (&str, &Source)> = BTreeMap::new();
    for checklist in checklists {
        for source in &checklist.model.sources {
            let Some((other, first)) = known.get(source.id.as_str()) else {
                known.insert(&source.id, (&checklist.model.id, source));
                continue;
            };
            let key = if first.edition != source.edition {
                "edition"
            } else if first.title != source.title {
                "title"
            } else if first.publisher != source.publisher {
                "publisher"
            } else if first.access != source.access {
                "access"
            } else {
                continue;
            };
            let item = format!("source {}", source.id);
            let message = format!("{item} has another {key} than in {other}");
            let help = "write it alike, or give the other document its own id";
            checklist.report((&code::SOURCE_DIFFERS, bag), (&item, key), message, help);
        }
    }
}
