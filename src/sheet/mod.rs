//! Cells in and out: CSV as office programs write it, and CSV that office programs read safely.
//!
//! This room knows rows, columns and cells; what a column means is `assessment`'s affair.

mod csv_line;
mod csv_rows;
mod csv_write;
pub mod drawing;
mod file;
mod letters;
mod neutral;
mod quotes;
mod row;
mod sniff;
mod table;
mod workbook;

pub use csv_rows::{CsvRows, Delimiter};
pub use csv_write::{Value, write_csv};
pub use file::{Open, Rows, SheetFile, SheetKind};
pub use letters::letters;
pub use neutral::{neutralize, strip};
pub use row::{Mark, Row};
pub use table::{Table, read_csv};
pub use workbook::WorksheetRows;
