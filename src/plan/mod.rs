//! The alignment plan: what to do first and what can wait.

pub mod select;
