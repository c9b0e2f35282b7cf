//! Diagnostics as a JUnit report, which most CI systems show.

use super::text::one_line;
use crate::diagnostic::{Bag, Severity};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;

/// One suite for each file, one failing case for each error; a file without errors has one case
/// that passes, with what is said of it as its output.
///
/// # Errors
/// When the report cannot be written, which would be a mistake of ours.
pub fn junit(bag: &Bag, files: &[String]) -> Result<String, String> {
    let mut by_file: BTreeMap<&str, Vec<_>> =
        files.iter().map(|file| (file.as_str(), Vec::new())).collect();
    let all = bag.sorted();
    for diagnostic in &all {
        by_file.entry(diagnostic.place.file.as_str()).or_default().push(diagnostic);
    }
    let mut report = Report::new("concordant");
    for (file, diagnostics) in by_file {
        let mut suite = TestSuite::new(file);
        let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error);
        for error in errors.clone() {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(error.message.as_str());
            status.set_type(error.code.id);
            status.set_description(one_line(error));
            let name = format!("{} {}", error.code.id, error.code.title);
            suite.add_test_case(TestCase::new(name, status));
        }
        if errors.clone().next().is_none() {
            let mut case = TestCase::new("has no errors", TestCaseStatus::success());
            let rest: Vec<String> = diagnostics.iter().map(|d| one_line(d)).collect();
            if !rest.is_empty() {
                case.set_system_out(rest.join("\n"));
            }
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|error| error.to_string())
}
