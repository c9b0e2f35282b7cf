//! The integration tests, in one binary so that they link once.

mod architecture;
mod catalogue;
mod echo;
mod mistakes;
mod readme;
mod standards;
