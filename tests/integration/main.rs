//! The integration tests, in one binary so that they link once.

mod architecture;
mod catalogue;
mod echo;
mod mistakes;
mod readme;
mod standards;

// `cfg(test)` so that clippy takes the helpers of these for tests too
#[cfg(test)]
mod answered;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod exact_properties;
#[cfg(test)]
mod exit_codes;
#[cfg(test)]
mod form;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod handed_over;
#[cfg(test)]
mod hospital;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod keep;
#[cfg(test)]
mod law;
#[cfg(test)]
mod lint;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod merge_files;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod plan_days;
#[cfg(test)]
mod plan_formats;
#[cfg(test)]
mod plan_properties;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod privacy_kept;
#[cfg(test)]
mod progen;
#[cfg(test)]
mod program_mutations;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod recompute;
#[cfg(test)]
mod row_contract;
#[cfg(test)]
mod same_numbers;
#[cfg(test)]
mod schedule_contract;
#[cfg(test)]
mod schedule_properties;
#[cfg(test)]
mod schedule_support;
#[cfg(test)]
mod score_contract;
#[cfg(test)]
mod score_properties;
#[cfg(test)]
mod seeded;
#[cfg(test)]
mod selection;
#[cfg(test)]
mod status;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod template;
#[cfg(test)]
mod under_way;
#[cfg(test)]
mod workbook;
