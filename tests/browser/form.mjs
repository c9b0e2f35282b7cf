// The form at work, as a hospital uses it: every kind of control is filled in, kept, saved, checked by the binary,
// loaded on another computer, and erased.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withPage } from './browser.mjs';

export const MODE = { scheme: 'light', width: 1280, name: 'light 1280' };
const SHEET = 'answers.csv';

/** Texts that break what is careless: formulas, quotes, separators, breaks, markup, our own mark. */
const TEXTS = [
  '=1+1', "+cmd|' /C calc'!A0", '@SUM(A1:A9)', '-2+3', "'an apostrophe first", "''two of them", "'=marked already", '"quoted"', 'one, two; three',
  'first line\nsecond line\n\nlast, "line"', '🧪👩‍⚕️ ü ß 漢字', 'a tab\tinside', '</textarea><script>alert(1)</script>&amp;', 'ends with "', '\\n %00 ${x} {{ y }}',
];

/** A facility's folder with an empty assessment, and its form. */
export class House {
  /** `files`: what stands in the folder, by path; `words`: for every verb; `role`: whose part is asked. */
  constructor(concordant, files, { words = [], role = null } = {}) {
    Object.assign(this, { concordant, words, role });
    this.folder = mkdtempSync(join(tmpdir(), 'house-'));
    this.assessment = join(this.folder, 'assessment');
    mkdirSync(this.assessment);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(this.folder, path), text);
    const head = files['assessment/assessment.toml'];
    [this.round, this.party] = ['round', 'party'].map((name) => new RegExp(`${name} = "(.*?)"`).exec(head)[1]);
    this.html = join(this.folder, 'form.html');
    this.run('template', this.folder, '--format', 'html', ...(role ? ['--role', role] : []), '--output', this.html);
  }

  /** An example of the repository, or the part of a role in it. */
  static example(concordant, name, role) {
    const read = (path) => readFileSync(`examples/${name}/${path}`, 'utf8');
    const files = { 'facility.toml': read('facility.toml'), 'assessment/assessment.toml': read('2026-self/assessment.toml') };
    return new House(concordant, files, { role });
  }

  /** A small facility with two places, of a library with every kind of scale. */
  static small(concordant, party = 'self') {
    const files = {
      'facility.toml': ['format = 1', 'id = "small"', 'name = "Small & <b>bold</b>"', 'program = "mini-program"', '[services]', 'compounding = true', 'infusion = true',
        '[facts]', 'outsourced = false', '[[location]]', 'id = "main"', 'name = "Main"', '[[location]]', 'id = "north"', 'name = "North"', ''].join('\n'),
      'assessment/assessment.toml': `format = 1\nround = "2026"\nparty = "${party}"\nas_of = 2026-09-18\nprogram = "mini-program@1.0.0"\n[checklists]\nmini = "1.0.1"\nannex = "1.0.0"\n`,
    };
    return new House(concordant, files, { words: ['--standards', 'tests/library', '--no-embedded'] });
  }

  /** The page with a change in it, under a digest of its own: what a test has to find. */
  change(changes) {
    const before = readFileSync(this.html, 'utf8');
    let page = before;
    for (const [from, to] of changes) page = page.replace(from, () => to);
    if (page === before) throw new Error('the page has no such text any more');
    const script = /<script>([\s\S]*?)<\/script>\s*<\/body>/.exec(page)[1];
    const digest = createHash('sha256').update(script).digest('base64');
    writeFileSync(this.html, page.replace(/'sha256-[^']*'/, `'sha256-${digest}'`));
    return this;
  }

  get url() { return pathToFileURL(this.html).href; }

  /** Puts a sheet into the assessment, alone. */
  put(text) { writeFileSync(join(this.assessment, SHEET), text); }

  run(...words) {
    try {
      return execFileSync(this.concordant, [...words, ...this.words], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      if (error.stdout) return error.stdout; // an exit code that says something of the content
      throw new Error(`${words[0]}: ${error.stderr || error.message}`);
    }
  }

  json(verb, ...words) { return JSON.parse(this.run(verb, this.folder, '--format', 'json', ...words)); }

  leave() { rmSync(this.folder, { recursive: true }); }
}

/** Opens a form in a browser of its own; leaving a page asks, and nothing else may. */
export function visit(browser, house, use, { mode = MODE, ...options } = {}) {
  return withPage(browser, house.url, mode, use, { leaves: true, ...options });
}

export const modelOf = (page) => page.evaluate(() => JSON.parse(document.getElementById('model').textContent));

/** The questions of a form, in order: criterion, place and number. */
export function questions(model) {
  const criteria = model.checklists.flatMap((checklist) => checklist.sections.flatMap((section) => section.criteria));
  return criteria.flatMap((criterion) => criterion.places.map((place) => ({ criterion, place }))).map((one, index) => ({ ...one, index }));
}

/** An answer for each question, every kind of it in turn, with nothing that `check` would mention. */
export function answersFor(model) {
  const text = (at, what) => {
    const hostile = TEXTS[at % TEXTS.length];
    return hostile.endsWith('"') ? `${what} ${at} ${hostile}` : `${hostile} ${what} ${at}`;
  };
  return questions(model).map((question) => {
    const { criterion, place, index: at } = question;
    const answer = { response: '', reason: '', numbers: {}, evidence: [], comment: text(at, 'comment'), owner_role: criterion.role, privileged: at % 11 === 3, extent: '' };
    if (at % 9 === 4) answer.owner_role = model.roles[at % model.roles.length].id;
    const turn = at % 7;
    if (turn === 6) return { ...question, answer: { ...answer, comment: '' } }; // left open
    if (place.unknown.length) [answer.response, answer.reason] = ['not_applicable', text(at, 'reason')];
    else if (criterion.measure) measure(criterion, at, answer);
    else if (criterion.levels.length) answer.response = criterion.levels[at % criterion.levels.length].id;
    else answer.response = ['met', 'not_met', criterion.scale === 'conformance' ? 'partial' : 'met'][at % 3];
    if (answer.response === 'partial') answer.reason = ['policy_only', 'some_locations', 'some_cases', 'in_progress'][at % 4];
    if (model.reviewer && answer.response === 'not_met') answer.extent = ['limited', 'pattern', 'widespread', 'immediate'][at % 4];
    const kind = criterion.evidence.length ? criterion.evidence[0].kind : model.kinds[at % model.kinds.length].id;
    const day = 10 + (at % 6); // of the month before: no evidence of any kind is too old then
    for (let piece = 0; piece <= Number(turn === 2); piece += 1) {
      answer.evidence.push({ reference: text(at + piece, `evidence ${piece}`).replace(/\n/g, ' '), kind: turn === 5 ? '' : kind, date: `2026-08-${day + piece}` });
    }
    return { ...question, answer };
  });
}

function measure(criterion, at, answer) {
  const { percent, minimum } = criterion.measure;
  const cases = Math.max(minimum || 0, 10) * 3;
  if (!percent) answer.numbers = { value: String(1 + (at % 40)), denominator: String(cases) };
  else if (at % 3 === 0) answer.numbers = { numerator: String(cases), denominator: String(cases) };
  else if (at % 3 === 1) answer.numbers = { numerator: String(cases - 1 - (at % 5)), denominator: String(cases), population: `=all of them ${at}`, sampling: `every ${at}th, "in order"` };
  else answer.numbers = { value: '91.5 %' };
  Object.assign(answer.numbers, { period_start: '2026-01-01', period_end: '2026-06-30' });
}

const field = (place, name) => place.locator(`[data-field=${name}] :is(input, textarea, select)`);

/** Types an answer as a person does. */
export async function fill(page, { index, answer }) {
  const place = page.locator(`[data-item="${index}"]`);
  await place.locator(`input[type=radio][value="${answer.response}"]`).check();
  if (answer.response === 'partial') await choose(field(place, 'partial'), answer.reason);
  else if (answer.reason) await field(place, 'reason').fill(answer.reason);
  for (const [name, value] of Object.entries(answer.numbers)) await field(place, name).fill(value);
  for (const [at, piece] of answer.evidence.entries()) {
    if (at) await place.locator('[data-do=add-evidence]').click();
    const row = place.locator(`[data-piece="${at}"]`);
    await field(row, 'reference').fill(piece.reference);
    if (piece.kind) await choose(field(row, 'kind'), piece.kind);
    if (piece.date) await field(row, 'date').fill(piece.date);
  }
  if (answer.comment) await field(place, 'comment').fill(answer.comment);
  await place.locator('.more').evaluate((more) => { more.open = true; });
  if (await field(place, 'owner_role').inputValue() !== answer.owner_role) await choose(field(place, 'owner_role'), answer.owner_role);
  if (answer.extent) await choose(field(place, 'extent'), answer.extent);
  await field(place, 'privileged').setChecked(answer.privileged);
}

/** A list is filled in when it gets the focus. */
async function choose(list, word) {
  await list.focus();
  await list.selectOption(word);
}

/** What the fields of every question show, in one go. */
export function shownIn(page) {
  return page.evaluate(() => [...document.querySelectorAll('[data-item]')].map((place) => {
    const read = (box, name) => box.querySelector(`[data-field=${name}] :is(input, textarea, select)`)?.value ?? '';
    const response = place.querySelector('input[type=radio]:checked')?.value ?? '';
    const names = ['value', 'numerator', 'denominator', 'population', 'sampling', 'period_start', 'period_end'];
    return {
      response,
      reason: response === 'partial' ? read(place, 'partial') : read(place, 'reason'),
      numbers: Object.fromEntries(names.map((name) => [name, read(place, name)]).filter(([, value]) => value)),
      evidence: [...place.querySelectorAll('[data-piece]')].map((row) => ({ reference: read(row, 'reference'), kind: read(row, 'kind'), date: read(row, 'date') }))
        .filter((piece) => piece.reference || piece.kind || piece.date),
      comment: read(place, 'comment'),
      owner_role: read(place, 'owner_role'),
      extent: read(place, 'extent'),
      privileged: place.querySelector('[data-field=privileged] input').checked,
    };
  }));
}

/** Where what is shown differs from what was typed. */
export function differences(filled, shown) {
  const sorted = (answer) => JSON.stringify(Object.entries({ ...answer, numbers: Object.entries(answer.numbers).sort() }).sort());
  const faults = filled.filter(({ index, answer }) => sorted(shown[index]) !== sorted(answer))
    .map(({ criterion, place, index, answer }) => `${criterion.id} ${place.location ?? ''}\n  typed ${sorted(answer)}\n  shown ${sorted(shown[index])}`);
  return shown.length === filled.length ? faults : [...faults, `${shown.length} questions, ${filled.length} answers`];
}

/** Saves the sheet and returns its text. */
export async function save(page, button = '#save') {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 10_000 }), page.click(button)]);
  const text = readFileSync(await download.path(), 'utf8');
  if (await download.failure() || !text) throw new Error(`the download failed: ${await download.failure() ?? 'an empty file'}`);
  return { text, name: download.suggestedFilename() };
}

export async function load(page, text, name = 'saved.csv') {
  // the file is read after the call: what the page said of an earlier one must not be taken for its answer
  await page.locator('#loaded').evaluate((told) => { told.textContent = ''; });
  await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForFunction(() => document.getElementById('loaded').textContent || document.getElementById('ask').open);
}

export const storedIn = (page) => page.evaluate(() => Object.keys(localStorage));

/** A reader of CSV that shares nothing with the page: rows of cells, as a spreadsheet counts them. */
export function rowsOf(text) {
  const cells = [...text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)];
  const rows = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}
