// Exact numbers and dates as people type them, read as `concordant check` reads them.

function fraction(above, below) {
  let [a, b] = [above < 0n ? -above : above, below < 0n ? -below : below];
  while (b) [a, b] = [b, a % b];
  const common = (a || 1n) * (below < 0n ? -1n : 1n);
  return { above: above / common, below: below / common };
}
const less = (one, other) => one.above * other.below < other.above * one.below;
const same = (one, other) => one.above === other.above && one.below === other.below;
const ratio = (one, other) => fraction(one.above * other.below, one.below * other.above);
const gap = (one, other) => {
  const above = one.above * other.below - other.above * one.below;
  return fraction(above < 0n ? -above : above, one.below * other.below);
};
const NOTHING = fraction(0n, 1n);
const WHOLE = fraction(1n, 1n);

/** `0.85`, `17/20`, `85 %`; null where it is no number. */
function exact(text) {
  const cell = text.trim();
  if (cell.endsWith('%')) {
    const number = decimal(cell.slice(0, -1).trimEnd());
    return number && fraction(number.above, number.below * 100n);
  }
  const slash = cell.indexOf('/');
  if (slash < 0) return decimal(cell);
  const [above, below] = [decimal(cell.slice(0, slash).trim()), decimal(cell.slice(slash + 1).trim())];
  return above && below && below.above ? ratio(above, below) : null;
}

function decimal(text) {
  const found = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text);
  const digits = found ? found[2] + (found[3] || '') : '';
  if (!digits || digits.length > 30) return null;
  const sign = found[1] === '-' ? -1n : 1n;
  return fraction(sign * BigInt(digits), 10n ** BigInt((found[3] || '').length));
}

const grouped = (cell, sign) => {
  const [first, ...rest] = cell.split(sign);
  return /^[1-9]\d{0,2}$/.test(first) && rest.length > 0 && rest.every((group) => /^\d{3}$/.test(group));
};

/** A count of cases, which is whole: `30`, `30.0`, `1,200`. */
function countOf(text) {
  const cell = text.trim().replaceAll('\u00a0', ' ');
  const plain = [',', '.', ' '].some((sign) => grouped(cell, sign)) ? cell.replace(/[,. ]/g, '') : cell.replaceAll(',', '.');
  const number = /[%/]/.test(plain) ? null : exact(plain);
  return number && number.above >= 0n && number.below === 1n ? number : null;
}

/** A value: `93.3`, `93,3 %`, `14/15`; the word `two` where it can be read as two numbers. */
function valueOf(text) {
  const cell = text.trim().replaceAll('\u00a0', ' ');
  if (grouped(cell.replace(/[%\s]+$/, ''), ',') || (cell.includes(',') && cell.includes('.'))) return 'two';
  return exact(cell.replaceAll(',', '.'));
}

/** Half a unit of the last digit that is shown: as far as rounding may have moved a value. */
function roundingOf(cell) {
  const part = /[,.](\d*)/.exec(cell);
  const half = fraction(1n, 2n * 10n ** BigInt(part ? Math.min(part[1].length, 9) : 0));
  return cell.includes('%') ? fraction(half.above, half.below * 100n) : half;
}

/** As a percentage with one digit behind the point, rounded down. */
function percentOf(number) {
  const tenths = (number.above * 1000n) / number.below;
  return `${tenths / 10n}.${tenths % 10n}`;
}

function plainOf(number) {
  const scaled = number.above * 10000n;
  if (scaled % number.below) return `${number.above}/${number.below}`;
  const digits = String(scaled / number.below).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
}

const shown = (measure, number) => (measure.percent ? `${percentOf(number)} %` : `${plainOf(number)} ${measure.unit}`);

/** A date as year-month-day where only one reading is possible; null where it is none. */
function dateOf(text) {
  const cell = text.trim().replace(/[ T]\d{1,2}:.*$/, '');
  const build = (year, month, day) => {
    if (!(year >= 1900 && year <= 9999)) return null;
    const date = new Date(Date.UTC(year, month - 1, day));
    const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return real ? date.toISOString().slice(0, 10) : null;
  };
  const parts = cell.split(/[/.\-\s,]+/).filter(Boolean);
  if (parts.length !== 3) return null;
  const [one, two, three] = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  const month = (word) => ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(word.toLowerCase().slice(0, 3)) + 1;
  if (month(parts[1])) return build(three, month(parts[1]), one);
  if (month(parts[0])) return build(three, month(parts[0]), two);
  if (one >= 1900) return build(one, two, three);
  if (cell.includes('.')) return build(three, two, one);
  const [dayFirst, monthFirst] = [build(three, two, one), build(three, one, two)];
  return dayFirst && monthFirst && dayFirst !== monthFirst ? null : dayFirst || monthFirst;
}
