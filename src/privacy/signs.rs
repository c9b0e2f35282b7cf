//! What a text may hold, at one glance over its bytes: most cells need no more.

/// What is in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many digits.
    pub(super) digits: usize,
    /// Most digits in a row.
    pub(super) longest: usize,
    /// How many groups of digits.
    pub(super) groups: usize,
    /// Whether there is an at sign, or a bracket that may stand around the word.
    pub(super) at: bool,
    /// Whether there is a sign of a link or path: a slash, a percent sign, an underscore, a `w.`.
    pub(super) path: bool,
    /// Whether a sign is not plain ASCII.
    pub(super) foreign: bool,
}

const DIGIT: u8 = 1;
const AT: u8 = 2;
const PATH: u8 = 4;
const FOREIGN: u8 = 8;

/// Looks over a text.
pub(super) fn signs(text: &str) -> Signs {
    let found = text.as_bytes().chunks(64).map(chunk).fold(0, |all, one| all | one);
    let mut signs = Signs {
        at: found & AT != 0,
        path: found & PATH != 0,
        foreign: found & FOREIGN != 0,
        ..Signs::default()
    };
    if found & DIGIT != 0 {
        count(text, &mut signs);
    }
    signs
}

// comparisons without branches: the compiler does sixteen bytes at once
fn chunk(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |all, sign| {
        let is = |wanted: u8| u8::from(*sign == wanted);
        let digit = u8::from(sign.wrapping_sub(b'0') < 10);
        let at = (is(b'@') | is(b'(') | is(b'[')) * AT;
        let path = (is(b'/') | is(b'_') | is(b'%')) * PATH;
        let foreign = u8::from(!(b' '..0x7F).contains(sign)) * FOREIGN;
        all | digit | at | path | foreign
    })
}

fn count(text: &str, signs: &mut Signs) {
    let mut run = 0;
    for sign in text.bytes() {
        if sign.is_ascii_digit() {
            run += 1;
            signs.digits += 1;
            signs.longest = signs.longest.max(run);
            signs.groups += usize::from(run == 1);
        } else {
            run = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_in_groups() {
        let signs = signs("12 of 3456, a@b");
        assert_eq!((signs.digits, signs.longest, signs.groups), (6, 4, 2));
        assert!(signs.at && !signs.path && !signs.foreign);
    }
}
