//! Pages for a browser: self-contained, readable without script, printable.
//!
//! Templates draw what [`page`] gives them; every text is escaped by the engine, and the only script
//! that a browser runs is the one whose digest the page names.

mod chart;
mod filters;
mod load_chart;
mod page;
mod templates;
mod time_axis;
mod timeline;

pub use templates::Templates;

use crate::diagnostic::Bag;
use crate::report::record::department::DepartmentReport;
use crate::report::record::exit::ExitReport;
use crate::report::record::plan::PlanReport;
use crate::report::record::whole::Report;
use crate::report::text::department::{department_document, role_words};
use crate::report::text::document::{Block, Document};
use crate::report::text::exit::exit_document;
use crate::report::text::plan::{PlanParts, TO_FILL_IN};
use crate::report::text::whole::Parts;
use minijinja::context;
use minijinja::value::{Serde, Value};
use page::{Charts, Page, PlanCharts, plan_tiles, tiles};
use serde::Serialize;

/// A record as a value of templates.
fn given(record: impl Serialize) -> Value {
    Value::from(Serde(record))
}

impl Templates {
    /// The gap report. `None` where a template cannot be used; the bag says why.
    pub fn report(&self, report: &Report, bag: &Bag) -> Option<String> {
        let parts = Parts::new(report);
        let page = Page::new(report, ("report", "gap report"), self).with_links(&parts);
        let context = context! {
            report => given(report),
            parts => given(&parts),
            charts => given(Charts::new(report)),
            tiles => given(tiles(report)),
            page => given(&page),
            w => self.wording(),
        };
        self.draw("report.html", &context, &[&page.disclaimer, &page.stamp], bag)
    }

    /// The exit statement.
    pub fn exit(&self, report: &Report, bag: &Bag) -> Option<String> {
        let document = exit_document(report, &ExitReport::new(report));
        let page = Page::new(report, ("exit", "exit statement"), self);
        self.document(("exit.html", false), report, (document, &page), bag)
    }

    /// The part of a department; with a plan that lies beside the report, its actions too.
    pub fn department(
        &self,
        report: &Report,
        (role, plan): (&str, Option<&PlanReport>),
        bag: &Bag,
    ) -> Option<String> {
        let document = department_document(report, &DepartmentReport::new(report, role), plan);
        let title = format!("what the {} has to do", role_words(role));
        let page = Page::new(report, ("department", &title), self);
        self.document(("department.html", plan.is_some()), report, (document, &page), bag)
    }

    /// The alignment plan.
    pub fn plan(&self, plan: &PlanReport, report: &Report, bag: &Bag) -> Option<String> {
        let parts = PlanParts::new(plan);
        let page = Page::new(report, ("plan", "alignment plan"), self).with_links_of_plan(&parts);
        let context = context! {
            report => given(report),
            plan => given(plan),
            parts => given(&parts),
            charts => given(PlanCharts::new(plan)),
            tiles => given(plan_tiles(plan)),
            to_fill_in => TO_FILL_IN,
            page => given(&page),
            w => self.wording(),
        };
        self.draw("plan.html", &context, &[&page.disclaimer, &page.stamp], bag)
    }

    fn document(
        &self,
        (name, has_plan): (&str, bool),
        report: &Report,
        (mut document, page): (Document, &Page<'_>),
        bag: &Bag,
    ) -> Option<String> {
        // the foot of the page says it
        document.blocks.retain(|block| !matches!(block, Block::Note(_)));
        let context = context! {
            report => given(report),
            document => given(&document),
            has_plan => has_plan,
            page => given(page),
            w => self.wording(),
        };
        self.draw(name, &context, &[&page.disclaimer, &page.stamp], bag)
    }

    /// The index of a folder of files.
    pub fn index(&self, report: &Report, groups: &[FileGroup], bag: &Bag) -> Option<String> {
        let page = Page::new(report, ("index", "the whole set"), self);
        let context = context! {
            parts => given(Parts::new(report)),
            groups => given(groups),
            page => given(&page),
            w => self.wording(),
        };
        self.draw("index.html", &context, &[&page.disclaimer, &page.stamp], bag)
    }
}

/// Files of a set that are listed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileGroup {
    /// What they are.
    pub name: &'static str,
    /// What there is to say of them; empty where nothing is.
    pub text: String,
    /// The files.
    pub files: Vec<FileLine>,
}

/// A file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLine {
    /// Where it lies, below the folder.
    pub path: String,
    /// Its name for people.
    pub name: String,
    /// What it is for.
    pub text: String,
}
