//! The standards of an earlier state: a folder, or a revision that git knows.

use super::read::Names;
use crate::diagnostic::{Bag, Diagnostic, Place, code};
use crate::library::{Kind, Library, read_folder};
use std::path::Path;
use std::process::Command;

/// The library as it was: `against` is a folder, or a revision of the repository that `folder`
/// lies in. `None` where there is nothing to compare with, which is reported.
pub(super) fn library_at(against: &str, folder: &Path, bag: &Bag) -> Option<Library> {
    let mut library = Library::empty();
    if super::is_path(against) {
        read_folder(&mut library, Path::new(against), &Bag::new());
        // a revision may be older than the library; a folder that holds none is a slip, and a
        // comparison with nothing would pass for ever
        if [Kind::Checklist, Kind::Program].iter().all(|kind| library.entries(*kind).count() == 0) {
            let message = "this folder holds no checklist or program to compare with";
            let help = "give the folder that holds `checklists` and `programs`";
            refuse(Path::new(against), (message, help), bag);
            return None;
        }
        return Some(library);
    }
    let listed = git(folder, &["ls-tree", "-r", "--name-only", "-z", against, "."]);
    let Some(listed) = listed else {
        let message = format!("`{against}` is neither a folder nor a revision that git knows");
        let help = "give a folder with the released standards, or a tag of this repository";
        refuse(folder, (&message, help), bag);
        return None;
    };
    let listed = String::from_utf8_lossy(&listed).into_owned();
    // what was wrong with a released file was said when it was released
    let silent = Bag::new();
    for path in listed
        .split('\0')
        .filter(|path| Path::new(path).extension().is_some_and(|kind| kind == "toml"))
    {
        let bytes = git(folder, &["show", &format!("{against}:./{path}")]).unwrap_or_default();
        library.add(&format!("{against}:{path}"), path, &bytes, &silent);
    }
    Some(library)
}

fn refuse(folder: &Path, (message, help): (&str, &str), bag: &Bag) {
    let place = Place::file(Names::default().shown(folder));
    bag.push(Diagnostic::new(&code::UNREADABLE_FILE, place, message).help(help));
}

/// Runs git in a folder; `None` where it is not installed or says no.
fn git(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        // a hook of git would otherwise point it at another repository
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}
