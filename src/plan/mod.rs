//! From what is missing to what is done when: so far, the schedule of activities.

pub mod schedule;
