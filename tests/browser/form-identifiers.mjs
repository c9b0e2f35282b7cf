// The texts of tests/privacy typed into a form: what `check` blocks is told while one types, and little else is.
import { readFileSync } from 'node:fs';
import { rowsOf, visit } from './form.mjs';

const FILES = ['', 'second-', 'third-', 'fourth-', 'held-out-'];
/** In thousandths: of what `check` blocks so much is told; of harmless texts so few. */
const [LEAST_RECALL, LEAST_PRECISION, MOST_FALSE] = [950, 900, 20];

/** Text, where it stands, and whether it is harmless. */
function texts() {
  const read = (name) => rowsOf(readFileSync(`tests/privacy/${name}.csv`, 'utf8').replaceAll('\n', '\r\n')).slice(1);
  const rows = FILES.flatMap((part) => ['positives', 'negatives'].flatMap((name) => read(part + name)));
  return rows.map(([expected, from, text]) => ({ harmless: !expected, field: from === 'prose' ? 'comment' : 'reference', text: text.replaceAll('\r\n', '\n') }));
}

/** What the binary says of each: blocked, warned of, or nothing. */
function judged(house, all) {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const row = ({ field, text }) => `MN-01,,${field === 'comment' ? quoted(text) : ''},${field === 'comment' ? '' : quoted(text)}`;
  house.put(['criterion,response,comment,evidence', ...all.map(row)].join('\r\n') + '\r\n');
  const levels = new Map();
  for (const { code, row: at } of house.json('check').diagnostics) {
    if (/^C70\d/.test(code)) levels.set(at, 'block');
    else if (/^C71[1-7]/.test(code) && !levels.has(at)) levels.set(at, 'warn');
  }
  return all.map((_, at) => levels.get(at + 2) ?? null);
}

/** Types each text into its field; whether the page warns at it. */
const toldIn = (page, all) => page.evaluate((typed) => {
  const place = document.querySelector('[data-item]');
  return typed.map(({ field, text }) => {
    const box = place.querySelector(`[data-field=${field}]`);
    const control = box.querySelector('input, textarea');
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    const told = [...box.querySelectorAll('.problem')].some((note) => note.textContent.includes('This looks like'));
    control.value = '';
    control.dispatchEvent(new Event('input', { bubbles: true }));
    return told;
  });
}, all);

const share = (part, whole) => Math.floor(whole ? part * 1000 / whole : 1000);

export async function identifierFigures(browser, house) {
  const all = texts();
  const levels = judged(house, all);
  const { answer: told, wrong } = await visit(browser, house, (page) => toldIn(page, all));
  const where = (fits) => all.filter((one, at) => fits(one, levels[at], told[at]));
  const blocked = where((_, level) => level === 'block').length;
  const missed = where((_, level, is) => level === 'block' && !is);
  const alarmed = where((one, level, is) => one.harmless && !level && is);
  const warned = where((_, __, is) => is).length;
  const harmless = all.filter((one) => one.harmless).length;
  const recall = share(blocked - missed.length, blocked);
  const precision = share(where((_, level, is) => level && is).length, warned);
  const alarms = share(alarmed.length, harmless);
  console.log(`       against check: ${blocked - missed.length} of ${blocked} blocked texts are told (recall ${recall / 1000}), precision ${precision / 1000}, ${alarmed.length} false alarms in ${harmless} harmless texts`);
  const faults = [...wrong];
  if (blocked < 400 || harmless < 900) faults.push(`only ${blocked} blocked and ${harmless} harmless texts`);
  if (recall < LEAST_RECALL) faults.push(`recall ${recall}, at least ${LEAST_RECALL} thousandths`, ...missed.map(({ text }) => `not told: ${text}`));
  if (precision < LEAST_PRECISION) faults.push(`precision ${precision}, at least ${LEAST_PRECISION} thousandths`);
  if (alarms > MOST_FALSE) faults.push(`false alarms ${alarms}, at most ${MOST_FALSE} thousandths`, ...alarmed.map(({ text }) => `harmless: ${text}`));
  return faults;
}
