//! Cells in and out: CSV as office programs write it, and CSV that office programs read safely.
//!
//! This room knows rows, columns and cells; what a column means is `assessment`'s affair.

mod csv_read;
mod csv_write;
pub mod drawing;
mod letters;
mod neutral;

pub use csv_read::{Cell, Delimiter, Row, Table, read_csv};
pub use csv_write::{Value, write_csv};
pub use letters::letters;
pub use neutral::{neutralize, strip};
