//! The integration tests, in one binary so that they link once.

mod catalogue;
mod echo;
mod mistakes;
mod readme;
mod standards;
