//! An exact fraction: small while it can be, big when it must.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt;

/// An exact fraction in lowest terms.
///
/// Arithmetic is checked in 128 bits and goes on in big integers where these do not suffice, so a
/// result never wraps and never rounds.
///
/// ```
/// use concordant::measure::Fraction;
/// let credit: Fraction = "85 %".parse().unwrap();
/// assert_eq!(credit, "17/20".parse().unwrap());
/// assert_eq!(credit, "0.85".parse().unwrap());
/// assert_eq!(credit.to_string(), "17/20");
/// assert_eq!(Fraction::new(2, 3).percent(), "66.6");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fraction(Repr);

// Big only for what does not fit in Small, so that equal numbers are equal values.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Repr {
    Small(Ratio<i128>),
    Big(Box<BigRational>),
}

/// Why a text is not a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseFractionError;

impl fmt::Display for ParseFractionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number such as 0.85, 17/20 or 85 %")
    }
}

impl std::error::Error for ParseFractionError {}

impl Fraction {
    /// 0.
    pub const ZERO: Self = Self(Repr::Small(Ratio::new_raw(0, 1)));
    /// 1.
    pub const ONE: Self = Self(Repr::Small(Ratio::new_raw(1, 1)));
    /// 1/2.
    pub const HALF: Self = Self(Repr::Small(Ratio::new_raw(1, 2)));

    /// A fraction of two whole numbers. A denominator of 0 is a mistake of ours and counts as 1.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let denominator = if denominator == 0 { 1 } else { denominator };
        Self(Repr::Small(Ratio::new(numerator, denominator)))
    }

    /// A whole number.
    pub fn whole(value: i128) -> Self {
        Self(Repr::Small(Ratio::from_integer(value)))
    }

    /// A count as a fraction.
    pub fn count(value: usize) -> Self {
        Self::whole(i128::try_from(value).unwrap_or(i128::MAX))
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(small) => {
                BigRational::new(BigInt::from(*small.numer()), BigInt::from(*small.denom()))
            }
            Repr::Big(big) => big.as_ref().clone(),
        }
    }

    fn from_big(big: BigRational) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(numerator), Some(denominator)) => Self::new(numerator, denominator),
            _ => Self(Repr::Big(Box::new(big))),
        }
    }

    fn combine(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(result) = small(left, right)
        {
            return Self(Repr::Small(result));
        }
        Self::from_big(big(self.big(), other.big()))
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combine(other, CheckedAdd::checked_add, |left, right| left + right)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(other, CheckedSub::checked_sub, |left, right| left - right)
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, CheckedMul::checked_mul, |left, right| left * right)
    }

    /// The quotient; `None` where the divisor is 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero())
            .then(|| self.combine(other, CheckedDiv::checked_div, |left, right| left / right))
    }

    /// The sum of many.
    pub fn sum<'a>(terms: impl IntoIterator<Item = &'a Self>) -> Self {
        terms.into_iter().fold(Self::ZERO, |sum, term| sum.plus(term))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_zero(),
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        matches!(&self.0, Repr::Small(small) if small.is_one())
    }

    /// Whether it lies from 0 to 1, both included.
    pub fn is_share(&self) -> bool {
        *self >= Self::ZERO && *self <= Self::ONE
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self::from_big(self.big().abs())
    }

    /// Numerator in lowest terms, where it fits.
    pub fn numerator(&self) -> Option<i128> {
        match &self.0 {
            Repr::Small(small) => Some(*small.numer()),
            Repr::Big(_) => None,
        }
    }

    /// Denominator in lowest terms, where it fits.
    pub fn denominator(&self) -> Option<i128> {
        match &self.0 {
            Repr::Small(small) => Some(*small.denom()),
            Repr::Big(_) => None,
        }
    }

    /// As a decimal with so many digits behind the point, rounded down (towards minus infinity).
    ///
    /// Down, so that no printed figure crosses a threshold that the number misses.
    pub fn decimal(&self, digits: u32) -> String {
        let scale = BigInt::from(10).pow(digits);
        let floor = (self.big() * BigRational::from_integer(scale)).floor().to_integer();
        let text = floor.magnitude().to_string();
        let places = usize::try_from(digits).unwrap_or_default();
        let padded = format!("{text:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at(padded.len() - places);
        let sign = if floor.is_negative() { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// As a percentage with one digit behind the point, rounded down, without the sign.
    pub fn percent(&self) -> String {
        self.times(&Self::whole(100)).decimal(1)
    }

    /// The same percentage as a number for JSON: a float that prints as [`Fraction::percent`].
    pub fn percent_number(&self) -> f64 {
        self.percent().parse().unwrap_or_default()
    }

    /// Without trailing zeros: `0.5`, `12`, `1/3` where no short decimal exists.
    pub fn plain(&self) -> String {
        let decimal = self.decimal(4);
        match decimal.parse::<Self>() {
            Ok(same) if same == *self => {
                decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            _ => self.to_string(),
        }
    }

    /// The nearest float, for intervals and pictures only; never for a comparison.
    pub fn to_f64(&self) -> f64 {
        self.big().to_f64().unwrap_or_default()
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            // num-rational compares by continued fractions: no overflow
            (Repr::Small(left), Repr::Small(right)) => left.cmp(right),
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(small) => small.fmt(f),
            Repr::Big(big) => big.fmt(f),
        }
    }
}

impl serde::Serialize for Fraction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::str::FromStr for Fraction {
    type Err = ParseFractionError;

    /// Reads `0.85`, `17/20`, `85 %`, `-3`. At most 30 digits a number.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(number) = text.strip_suffix('%') {
            let value = parse_decimal(number.trim_end())?;
            return value.over(&Self::whole(100)).ok_or(ParseFractionError);
        }
        match text.split_once('/') {
            Some((above, below)) => {
                parse_decimal(above.trim())?.over(&parse_decimal(below.trim())?)
            }
            None => Some(parse_decimal(text)?),
        }
        .ok_or(ParseFractionError)
    }
}

fn parse_decimal(text: &str) -> Result<Fraction, ParseFractionError> {
    const MOST_DIGITS: usize = 30;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let digits_only = !all.is_empty() && all.bytes().all(|byte| byte.is_ascii_digit());
    if !digits_only || all.len() > MOST_DIGITS {
        return Err(ParseFractionError);
    }
    let value: i128 = all.parse().map_err(|_| ParseFractionError)?;
    let places = u32::try_from(part.len()).map_err(|_| ParseFractionError)?;
    let signed = if negative { -value } else { value };
    Ok(Fraction::new(signed, 10_i128.pow(places)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(text: &str) -> Fraction {
        text.parse().unwrap()
    }

    #[test]
    fn all_spellings_of_a_share_are_equal() {
        for text in ["0.85", "17/20", "85 %", "85%", "85.0 %", "8.5/10", "+0.850"] {
            assert_eq!(fraction(text), Fraction::new(17, 20), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", ".", "%", "a", "1/0", "1/2/3", "1e3", "--1", "0,85", "1 2", "٣"] {
            assert_eq!(text.parse::<Fraction>(), Err(ParseFractionError), "{text}");
        }
    }

    #[test]
    fn print_rounds_down() {
        assert_eq!(fraction("0.89999").percent(), "89.9");
        assert_eq!(fraction("-0.0001").decimal(2), "-0.01");
        assert_eq!(Fraction::new(2, 3).decimal(0), "0");
        assert_eq!(Fraction::ONE.percent(), "100.0");
    }

    #[test]
    fn arithmetic_goes_on_where_128_bits_end() {
        let huge = Fraction::whole(i128::MAX);
        let sum = huge.plus(&huge);
        assert!(sum > huge);
        assert_eq!(sum.minus(&huge), huge);
        let tiny = Fraction::new(1, i128::MAX);
        assert_eq!(tiny.times(&tiny).over(&tiny), Some(tiny));
    }

    #[test]
    fn plain_prints_what_a_person_would() {
        assert_eq!(fraction("12.50").plain(), "12.5");
        assert_eq!(fraction("30").plain(), "30");
        assert_eq!(Fraction::new(1, 3).plain(), "1/3");
    }
}
