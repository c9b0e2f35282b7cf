//! What a sample can say about a rate.

use super::Fraction;

/// A 95 % interval around a proportion, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// The Wilson 95 % interval of `numerator` out of `denominator`; `None` without cases or where it
/// is no proportion. It is shown beside a measure and never decides anything.
///
/// Wilson EB, J Am Stat Assoc 1927;22:209, with z = 1.959964:
/// centre (p + z²/2n)/(1 + z²/n), half-width z/(1 + z²/n)·√(p(1−p)/n + z²/4n²).
///
/// ```
/// use concordant::measure::{Fraction, wilson};
/// let interval = wilson(&Fraction::whole(27), &Fraction::whole(30)).unwrap();
/// assert!((interval.low - 0.7438).abs() < 0.0001 && (interval.high - 0.9654).abs() < 0.0001);
/// ```
pub fn wilson(numerator: &Fraction, denominator: &Fraction) -> Option<Interval> {
    const Z: f64 = 1.959_964;
    let share = numerator.over(denominator)?;
    if *denominator <= Fraction::ZERO || !share.is_share() {
        return None;
    }
    let (p, n) = (share.to_f64(), denominator.to_f64());
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors_hold() {
        let vectors = [
            (30, 30, 0.8865, 1.0),
            (9, 10, 0.5958, 0.9821),
            (10, 10, 0.7225, 1.0),
            (0, 10, 0.0, 0.2775),
            (72, 80, 0.8149, 0.9485),
            (73, 73, 0.9500, 1.0),
        ];
        for (numerator, denominator, low, high) in vectors {
            let interval =
                wilson(&Fraction::whole(numerator), &Fraction::whole(denominator)).unwrap();
            assert!((interval.low - low).abs() < 1e-4, "{numerator}/{denominator}: {interval:?}");
            assert!((interval.high - high).abs() < 1e-4, "{numerator}/{denominator}: {interval:?}");
        }
    }

    #[test]
    fn no_cases_no_interval() {
        assert_eq!(wilson(&Fraction::ZERO, &Fraction::ZERO), None);
        assert_eq!(wilson(&Fraction::whole(3), &Fraction::whole(2)), None);
    }
}
