//! Adding up: whole points over one common denominator, so that adding is adding integers.

use crate::measure::Fraction;

/// A sum of weighted credits and the sum of their weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) points: Fraction,
    pub(super) weight: Fraction,
}

impl Tally {
    /// The weighted mean; `None` where nothing was counted.
    pub(super) fn mean(&self) -> Option<Fraction> {
        self.points.over(&self.weight)
    }
}

/// Adds up credits by weight. Compiled to integers where the credits allow it; where a denominator
/// is too large for that, the fractions are added as they are: the sum is the same.
pub(super) fn tally(parts: &[(Fraction, Fraction)]) -> Tally {
    let weight = Fraction::sum(parts.iter().map(|(weight, _)| weight));
    let points = in_points(parts).unwrap_or_else(|| {
        let terms: Vec<Fraction> =
            parts.iter().map(|(weight, credit)| weight.times(credit)).collect();
        Fraction::sum(&terms)
    });
    Tally { points, weight }
}

fn in_points(parts: &[(Fraction, Fraction)]) -> Option<Fraction> {
    let mut common: i128 = 1;
    for (weight, credit) in parts {
        common = least_common_multiple(common, weight.denominator()?)?;
        common = least_common_multiple(common, credit.denominator()?)?;
    }
    let scale = common.checked_mul(common)?;
    let mut sum: i128 = 0;
    for (weight, credit) in parts {
        let weight = weight.numerator()?.checked_mul(common / weight.denominator()?)?;
        let credit = credit.numerator()?.checked_mul(common / credit.denominator()?)?;
        sum = sum.checked_add(weight.checked_mul(credit)?)?;
    }
    Some(Fraction::new(sum, scale))
}

fn least_common_multiple(one: i128, other: i128) -> Option<i128> {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    one.checked_div(a)?.checked_mul(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_fractions_agree() {
        let part = |weight: i128, above: i128, below: i128| {
            (Fraction::whole(weight), Fraction::new(above, below))
        };
        let parts = [part(3, 1, 2), part(5, 2, 3), part(1, 0, 1), part(2, 7, 9)];
        let plain: Vec<Fraction> = parts.iter().map(|(w, c)| w.times(c)).collect();
        assert_eq!(tally(&parts).points, Fraction::sum(&plain));
        assert_eq!(tally(&parts).weight, Fraction::whole(11));
    }

    #[test]
    fn nothing_has_no_mean() {
        assert_eq!(tally(&[]).mean(), None);
    }

    #[test]
    fn large_denominators_fall_back() {
        let parts: Vec<_> = [1_000_003_i128, 1_000_033, 1_000_037, 1_000_039, 1_000_081]
            .map(|below| (Fraction::ONE, Fraction::new(1, below)))
            .into_iter()
            .collect();
        let plain: Vec<Fraction> = parts.iter().map(|(_, credit)| credit.clone()).collect();
        assert_eq!(tally(&parts).points, Fraction::sum(&plain));
    }
}
