//! The questions of a template as one page for a browser: for those who have no spreadsheet program.
//!
//! `model` is what the page's script is given, `page` the page around it. The page works without any
//! network, keeps what is typed in the browser, and saves a sheet like any other.

mod model;
mod page;

pub use page::form_page;
