//! What a reviewer names among what to do first: theirs to say, not the facility's.

use super::cells::Cells;
use super::columns::Column;
use super::header::Party;
use super::words::yes_or_no;
use crate::diagnostic::code;

/// Whether the row is marked as a key recommendation by a reviewer.
pub(super) fn recommendation(cells: &Cells<'_>, party: Party) -> bool {
    let column = Column::KeyRecommendation;
    let Some(is_marked) = yes_or_no(cells.get(column)) else {
        let message = "{} is neither yes nor no; the mark was not taken over";
        cells.report(&code::BAD_KEY_RECOMMENDATION, column, message, "write yes or no".to_owned());
        return false;
    };
    if is_marked && !party.is_reviewer() {
        let message = "a key recommendation is made by reviewers; it was not taken over";
        let help = "to plan it in any case: `concordant plan --must` with the criterion".to_owned();
        cells.report(&code::KEY_RECOMMENDATION_OF_SELF, column, message, help);
    }
    is_marked && party.is_reviewer()
}
