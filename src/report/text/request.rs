//! The request for information to a role: a letter to send, with every question in full.

use super::card::{Card, Field};
use super::completeness::until;
use super::department::role_words;
use super::document::{Block, Column, Document, Tone};
use super::words::{and, count, percent_of, row_of, sentence};
use crate::report::record::asked::Lack;
use crate::report::record::request::{RequestReport, RequestedRecord};

/// The document of a request.
pub fn request_document(request: &RequestReport) -> Document {
    let mut document = Document::default();
    let name = Some(request.head.facility.name.as_str()).filter(|name| !name.is_empty());
    document.push(Block::Title(format!(
        "{}: request for information to the {}",
        name.unwrap_or("The facility"),
        role_words(&request.role)
    )));
    document.paragraph(format!(
        "For {} ({} {}), round {}; answers as of {}.",
        request.head.program.title,
        request.head.program.id,
        request.head.program.version,
        request.head.round,
        request.head.as_of
    ));
    if request.is_empty() {
        document.paragraph("Nothing is asked of this role.");
    } else {
        summary(request, &mut document);
        how_to_answer(&mut document);
    }
    part("To answer", &request.to_answer, &mut document);
    part("Answered, and something is missing", &request.to_complete, &mut document);
    waiting(request, &mut document);
    part("Reported only: no score depends on it", &request.report_only, &mut document);
    document.push(Block::Note(request.head.disclaimer.to_owned()));
    document.push(Block::Note(request.head.stamp.line()));
    document
}

fn summary(request: &RequestReport, document: &mut Document) {
    let parts = [
        (request.to_answer.len(), "question", " to answer"),
        (request.to_complete.len(), "answer", " to complete"),
        (request.report_only.len(), "question", " that no score depends on"),
    ];
    let some = parts.iter().filter(|(number, ..)| *number > 0);
    let parts: Vec<String> =
        some.map(|(number, what, how)| format!("{}{how}", count(*number, what))).collect();
    let all = request.to_answer.iter().chain(&request.to_complete);
    let mut lines = Vec::new();
    match all.filter(|asked| asked.critical).count() {
        0 => {}
        must => lines.push(format!(
            "{must} of them must-pass: {} the result, whatever the score.",
            if must == 1 { "it gates" } else { "each of them gates" }
        )),
    }
    lines.extend(request.answer_by.map(|day| format!("Please answer by {day}.")));
    lines.extend(request.window.as_ref().map(|window| until(window) + "."));
    lines.extend(request.progress.as_ref().map(|of| {
        format!("So far {} of your criteria are assessed ({}).", ratio(of), percent_of(of.complete))
    }));
    if request.head.provisional {
        lines.push(super::score::PROVISIONAL.to_owned());
    }
    document.push(Block::Callout(Tone::Neutral, sentence(&and(&parts)), lines));
}

fn ratio(of: &crate::report::record::completeness::ProgressRecord) -> String {
    format!("{} of {}", of.assessed, of.criteria)
}

fn how_to_answer(document: &mut Document) {
    document.heading("How to answer");
    document.push(Block::Points(vec![
        "Fill in the rows of your sheet that are named below. The response is met, partial, not met \
         or not applicable; partial and not applicable want a reason, a measure wants its numbers \
         and its period."
            .to_owned(),
        "Name the evidence in its column: a document and where it is kept, or its id in \
         evidence.csv. Send no copies of records."
            .to_owned(),
        "No patient identifiers anywhere: no names, dates of birth, record numbers or addresses, \
         and no files that hold them. Name roles, not persons."
            .to_owned(),
        "Where something is not done, not met is a good answer: it is what a plan is made of."
            .to_owned(),
    ]));
}

fn part(heading: &str, asked: &[RequestedRecord], document: &mut Document) {
    if asked.is_empty() {
        return;
    }
    document.heading(format!("{heading} ({})", asked.len()));
    document.blocks.extend(asked.iter().map(|one| Block::Card(card(one))));
}

fn card(asked: &RequestedRecord) -> Card {
    let mut card = Card {
        anchor: format!("ask-{}", asked.criterion),
        place: asked.criterion.clone(),
        title: asked.title.clone(),
        labels: vec![if asked.critical { "must-pass" } else { "not must-pass" }.to_owned()],
        is_grave: asked.critical,
        owner: asked.checklist.clone(),
        fields: Vec::new(),
    };
    let mut field = |name: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            card.fields.push(Field { name: name.to_owned(), lines });
        }
    };
    let at = Some(and(&asked.locations)).filter(|at| !at.is_empty());
    field("Demanded", vec![asked.statement.clone()]);
    field("Location", at.into_iter().collect());
    field("Missing", asked.lacks.iter().filter_map(|lack| missing(*lack, asked)).collect());
    field("Evidence asked", asked.evidence_asked.clone());
    let rows: Vec<String> = asked.rows.iter().map(|at| row_of(&at.sheet(), at.row)).collect();
    field("Where", Some(and(&rows)).filter(|rows| !rows.is_empty()).into_iter().collect());
    card
}

/// What to do about what an answer lacks. That a question is open is plain.
fn missing(lack: Lack, asked: &RequestedRecord) -> Option<String> {
    let text = match lack {
        Lack::Answer => return None,
        Lack::UsableRow => "Its row cannot be used; the check of the sheet says why, at its cell.",
        Lack::CurrentWording => {
            "It was answered for another wording. Read what is demanded now and answer again, with \
             the present fingerprint."
        }
        Lack::OneAnswer => "Two rows say different things; agree on one and clear the other.",
        Lack::Cases => {
            let least = asked.least_cases.map(|least| format!(" of {least}")).unwrap_or_default();
            let text = format!(
                "There are fewer cases than the minimum{least}; add cases, for example by a longer \
                 period."
            );
            return Some(text);
        }
        Lack::Numbers => "It is said to be met; give numerator, denominator and period.",
        Lack::Reason => {
            "It is said to be partly met; give the reason: policy only, some locations, some cases \
             or in progress."
        }
        Lack::Evidence => "No evidence is cited; name what is asked for below.",
        Lack::CurrentEvidence => {
            return Some(format!("Evidence has run out: renew {}.", and(&asked.stale)));
        }
        Lack::Confirmation => "A reviewer has to agree that it does not apply.",
    };
    Some(text.to_owned())
}

fn waiting(request: &RequestReport, document: &mut Document) {
    if request.waiting.is_empty() {
        return;
    }
    document.heading(format!("Waiting for a reviewer ({})", request.waiting.len()));
    document.paragraph(
        "A reviewer has to agree that these do not apply, or to mend a row of their own. They count \
         as open until then; nothing is asked of you unless you said that one does not apply and \
         it does.",
    );
    let rows = request.waiting.iter().map(|asked| {
        let lacks: Vec<&str> = asked.lacks.iter().map(|lack| lack.label()).collect();
        vec![
            asked.criterion.clone(),
            asked.locations.join(", "),
            asked.title.clone(),
            lacks.join("; "),
        ]
    });
    let columns = vec![
        Column::word("criterion", 0),
        Column::word("location", 1),
        Column::words("what", 0),
        Column::words("lacks", 0),
    ];
    document.table("Waiting for a reviewer", columns, rows.collect());
}
