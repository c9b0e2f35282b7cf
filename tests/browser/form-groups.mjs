// The check groups of a form: each gives a list of faults. `house` is a facility's folder with its form.
import { MODES, settled } from './browser.mjs';
import { anatomy, axeFaults, overflow } from './page.mjs';
import { keyboardFaults } from './keyboard.mjs';
import { cutInPrint, textOf } from './print.mjs';
import { identifierFigures } from './form-identifiers.mjs';
import { loadFaults, wordingFaults } from './form-loading.mjs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersFor, differences, fill, modelOf, questions, rowsOf, save, shownIn, storedIn, visit } from './form.mjs';

/** Filled in, reloaded, saved, checked and scored by the binary. Returns the sheet for what comes after. */
export async function workFaults(browser, house) {
  const kept = {};
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const filled = answersFor(await modelOf(page));
    const found = [];
    for (const one of filled) await fill(page, one);
    found.push(...differences(filled, await shownIn(page)).map((fault) => `typed: ${fault}`));
    await page.waitForTimeout(400);
    await page.reload();
    found.push(...differences(filled, await shownIn(page)).map((fault) => `after a reload: ${fault}`));
    const problems = await problemsIn(page);
    kept.states = await statesIn(page);
    kept.progress = await page.locator('#progress').innerText();
    const saved = await save(page);
    const [again] = await Promise.all([page.waitForEvent('download', { timeout: 10_000 }), page.keyboard.press('Control+s')]);
    if (again.suggestedFilename() !== saved.name) found.push(`Ctrl+S saves ${again.suggestedFilename()}, the button ${saved.name}`);
    Object.assign(kept, { filled, sheet: saved.text, name: saved.name });
    if (!(await page.locator('#saved').innerText()).includes(saved.name)) found.push('the page does not say that it was saved');
    if ((await page.locator('#saved').innerText()).includes('no file holds')) found.push('saved, and the page says that it is not');
    found.push(...problems.filter(({ code }) => code).map(({ code, id }) => `the page complains of ${id}: ${code}`));
    return found;
  });
  house.put(kept.sheet);
  return { faults: [...faults, ...wrong, ...binaryFaults(house, kept)], kept };
}

/** What `check` says of the sheet; that a fact is not answered is said of facility.toml. */
const aboutSheet = (house) => house.json('check').diagnostics.filter(({ file }) => !file.endsWith('facility.toml'));

/** What the binary says of a sheet that was filled in without a fault. */
function binaryFaults(house, { sheet, filled, states, progress }) {
  const faults = aboutSheet(house).map((one) => `check: ${one.code} row ${one.row} ${one.column_name}: ${one.message}`);
  const { items, complete, result } = house.json('score');
  const at = (id, location) => items.find((item) => item.criterion === id && (item.location ?? null) === location) ?? items.find((item) => item.criterion === id);
  for (const { criterion, place, index, answer } of filled) {
    const item = at(criterion.id, place.location);
    if (house.party !== 'self' && (item.extent ?? '') !== (answer.extent ?? '')) faults.push(`${criterion.id}: extent ${item.extent}, typed ${answer.extent}`);
    const said = { claimed: 'not_assessed', unusable: 'not_assessed', open: 'not_assessed' }[states[index]] ?? states[index];
    if (item.state !== said) faults.push(`${criterion.id} ${place.location ?? ''}: the page says ${states[index]}, the score ${item.state}`);
  }
  if (!house.role && !progress.startsWith(`${complete.toFixed(1)} % complete`)) faults.push(`complete: ${complete} by the score, on the page: ${progress}`);
  const gate = result.gates.find(({ kind }) => kind === 'must-pass');
  if (!house.role && gate && !progress.includes(`${gate.count} of ${gate.of} met`)) faults.push(`must-pass: ${gate.count} of ${gate.of} by the score, on the page: ${progress}`);
  return [...faults, ...sheetFaults(sheet, filled)];
}

/** The sheet itself: its bytes, and every text as it was typed. */
function sheetFaults(sheet, filled) {
  const faults = [];
  if (!sheet.startsWith('\ufeff')) faults.push('no byte order mark');
  if (/[^\r]\n(?=[^"]*(?:"[^"]*"[^"]*)*$)/.test(sheet.slice(0, 2000))) faults.push('a row does not end in CRLF');
  const [head, ...rows] = rowsOf(sheet);
  for (const row of rows) if (row.length !== head.length) faults.push(`a row has ${row.length} cells, the header ${head.length}`);
  const named = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
  for (const { criterion, place, answer } of filled) {
    const own = named.filter((row) => row.criterion === criterion.id && row.location === (place.location ?? ''));
    const expected = Math.max(1, answer.evidence.length);
    if (own.length !== expected) { faults.push(`${criterion.id}: ${own.length} rows, must be ${expected}`); continue; }
    const texts = [['response', answer.response], ['reason', answer.reason], ['comment', answer.comment], ['owner_role', answer.owner_role], ['privileged', answer.privileged ? 'yes' : ''],
      ...Object.entries(answer.numbers)].map(([name, text]) => [name, text, own[0][name]]);
    answer.evidence.forEach((piece, row) => texts.push(['evidence', piece.reference, own[row].evidence], ['evidence_kind', piece.kind, own[row].evidence_kind], ['evidence_date', piece.date, own[row].evidence_date]));
    for (const [name, typed, cell] of texts) {
      const marked = /^(?:[=+\-@]|'[=+\-@'])/.test(typed) ? `'${typed}` : typed;
      if (cell !== marked) faults.push(`${criterion.id} ${name}: typed ${JSON.stringify(typed)}, in the sheet ${JSON.stringify(cell)}`);
    }
  }
  return faults;
}

const statesIn = (page) => page.evaluate(() => [...document.querySelectorAll('[data-item]')].map((place) => place.dataset.state));

/** The listed problems: code, and whose they are. */
const problemsIn = (page) => page.evaluate(() => [...document.querySelectorAll('#problem-list li')].map((line) => ({ code: line.dataset.code, id: line.querySelector('a').textContent, text: line.textContent })));

/** Erasing asks, empties the page, and leaves nothing in the browser; what another page keeps stays. */
export async function eraseFaults(browser, house, { filled }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const found = [];
    await page.evaluate(() => localStorage.setItem('of another page', 'stays'));
    for (const one of filled.slice(0, 5)) await fill(page, one);
    await page.waitForTimeout(400);
    if ((await storedIn(page)).length < 5) found.push('nothing was kept');
    await page.click('#erase');
    await page.locator('#ask button', { hasText: 'Keep it' }).click();
    await page.waitForTimeout(300);
    if ((await storedIn(page)).length < 5) found.push('erased without consent');
    await page.click('#erase');
    await page.locator('#ask button.danger').click();
    await page.waitForTimeout(400);
    const left = await storedIn(page);
    if (left.join() !== 'of another page') found.push(`after erasing there is: ${left.join(', ') || 'nothing, not even what is of others'}`);
    if (!(await page.locator('#loaded').innerText()).startsWith('Erased.')) found.push('the page does not say that it is erased');
    if ((await shownIn(page)).some((answer) => answer.response || answer.comment || answer.evidence.length)) found.push('the page still shows answers');
    await fill(page, filled[0]);
    await page.waitForTimeout(400);
    if ((await storedIn(page)).length > 1) found.push('what is typed after erasing is kept again unasked');
    await page.locator('#keep').check();
    await page.waitForTimeout(400);
    if ((await storedIn(page)).length < 2) found.push('keeping cannot be switched on again');
    return found;
  });
  return [...faults, ...wrong];
}

/** A browser that refuses to keep anything is said so, and the form works all the same. */
export async function refusedFaults(browser, house, { filled }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }));
    await page.reload();
    const found = [];
    if (!(await page.locator('#kept').innerText()).includes('keep nothing')) found.push('the page does not say that nothing is kept');
    await fill(page, filled[0]);
    const { text } = await save(page);
    if (!text.includes(`,${filled[0].answer.response},`)) found.push('the sheet lacks the answer');
    return found;
  });
  return [...faults, ...wrong];
}

/** Wrong answers: the page says the same of them, by code and question, as `check` says of the saved sheet. */
export async function problemFaults(browser, house) {
  const { answer, wrong } = await visit(browser, house, async (page) => {
    const planted = mistakes(await modelOf(page));
    for (const mistake of planted) await plant(page, mistake);
    const problems = await problemsIn(page);
    await page.locator('#problems-title').click();
    const found = [...await linkFaults(page), ...await askedFaults(page)];
    found.push(...await identifierFaults(page));
    return { planted, problems, found, text: (await save(page)).text };
  });
  house.put(answer.text);
  const rows = rowsOf(answer.text);
  const [id, location] = ['criterion', 'location'].map((name) => rows[0].indexOf(name));
  const nameOf = (row) => [rows[row - 1][id], rows[row - 1][location]].filter(Boolean).join(', ');
  const checked = aboutSheet(house).map((one) => `${one.code} ${nameOf(one.row)}`).sort();
  const listed = answer.problems.filter(({ code }) => /^C/.test(code)).map(({ code, id: name }) => `${code} ${name}`).sort();
  const faults = [...answer.found, ...wrong];
  if (listed.join('\n') !== checked.join('\n')) {
    faults.push(`on the page alone: ${listed.filter((one) => !checked.includes(one)).join('; ') || 'nothing'}`, `by check alone: ${checked.filter((one) => !listed.includes(one)).join('; ') || 'nothing'}`);
  }
  const codes = new Set(listed.map((one) => one.slice(0, 4)));
  for (const { code } of answer.planted) if (!codes.has(code)) faults.push(`planted and not found: ${code}`);
  return faults;
}

/** One of each kind of mistake, on questions that can have it. */
function mistakes(model) {
  const free = questions(model).filter(({ place }) => !place.unknown.length);
  const next = (fits) => {
    const at = free.findIndex(fits);
    return at < 0 ? null : free.splice(at, 1)[0];
  };
  const percent = ({ criterion }) => criterion.measure?.percent && criterion.measure.minimum;
  const soft = (question) => percent(question) && !question.criterion.critical;
  const worded = ({ criterion }) => !criterion.measure && !criterion.levels.length;
  const numbers = (code, values, response = '') => ({ code, ...next(soft), response, values });
  const list = [
    { code: 'C408', ...next(worded), response: 'not_applicable', values: {} },
    { code: 'C424', ...next(worded), response: 'not_applicable', values: { reason: 'never done here' } },
    { code: 'C409', ...next(({ criterion }) => criterion.scale === 'conformance'), response: 'partial', values: {} },
    { code: 'C427', ...next(worded), response: 'met', values: { date: '2031-01-01', reference: 'minutes' } },
    { code: 'C413', ...next(soft), response: 'met', values: {} },
    numbers('C411', { numerator: '40', denominator: '30' }),
    numbers('C435', { numerator: '3', denominator: '3' }),
    numbers('C412', { numerator: '1', denominator: '500' }, 'met'),
    numbers('C428', { value: '0.93' }),
    numbers('C410', { value: 'most of them' }),
    numbers('C410', { value: '1,200' }),
    numbers('C410', { numerator: '12' }),
    numbers('C434', { numerator: '450', denominator: '500', value: '93 %' }),
    numbers('C426', { numerator: '450', denominator: '500', period_start: '2026-05-01', period_end: '2026-04-01' }),
    numbers('C427', { numerator: '450', denominator: '500', period_start: '2026-05-01', period_end: '2031-04-01' }),
  ];
  const must = free.findIndex((question) => percent(question) && question.criterion.critical);
  if (must >= 0) list.push({ code: 'C414', ...free[must], response: 'met', values: {} });
  return list.filter(({ criterion }) => criterion);
}

async function plant(page, { index, response, values }) {
  const place = page.locator(`[data-item="${index}"]`);
  await place.locator(`input[type=radio][value="${response}"]`).check();
  for (const [name, value] of Object.entries(values)) await place.locator(`[data-field=${name}] :is(input, textarea)`).first().fill(value);
}

/** Every listed problem leads to a field that bears it. */
async function linkFaults(page) {
  const found = [];
  for (const link of await page.locator('#problem-list li a').all()) {
    await link.click();
    const field = await page.evaluate(() => {
      const at = document.activeElement;
      const bearer = at.closest('[role=radiogroup]') ?? at;
      const note = document.getElementById(bearer.getAttribute('aria-describedby') ?? '');
      return { note: note?.textContent ?? '', tag: at.tagName, view: at.getBoundingClientRect().top >= 0 && at.getBoundingClientRect().bottom <= innerHeight };
    });
    const text = (await link.evaluate((a) => a.parentElement.textContent)).replace(/^.*?(?:Problem|Warning|Note): /, '');
    if (!field.note.includes(text)) found.push(`the link to “${text}” leads to ${field.tag} with “${field.note}”`);
    else if (!field.view) found.push(`the link to “${text}” leads to a field that is not in view`);
  }
  return found;
}

/** A text that may point to a patient is not saved unasked, by button or key, and the way back leads to its field. */
async function askedFaults(page) {
  const found = [];
  const place = page.locator('[data-item]').last();
  const evidence = place.locator('[data-field=reference] input').first();
  await evidence.fill('chart of MRN 00412233');
  // a dialog that closes gives the focus back to where it was: that must not be the field already
  await evidence.blur();
  await page.keyboard.press('Control+s');
  if (!await page.locator('#ask').evaluate((dialog) => dialog.open)) return ['it is saved without asking'];
  const asked = await page.locator('#ask').innerText();
  if (!asked.includes('evidence 1') || !asked.includes('record number')) found.push(`it does not say where the identifier is: ${asked}`);
  if (asked.includes('00412233')) found.push('the identifier is shown once more');
  await page.locator('#ask button', { hasText: 'Go to the first' }).click();
  const field = await evidence.elementHandle();
  const leads = page.waitForFunction((wanted) => wanted === document.activeElement, field, { timeout: 5000 });
  if (!await leads.then(() => true, () => false)) found.push('the way back does not lead to the field');
  await evidence.fill('');
  return found;
}

/** Shapes of identifiers are warned of at their field; the rest is never called clean. */
async function identifierFaults(page) {
  const found = [];
  const place = page.locator('[data-item]').last();
  const comment = place.locator('[data-field=comment] textarea');
  const told = () => place.locator('[data-field=comment] .problem').allInnerTexts();
  for (const [text, kind] of [['SSN 123-45-6789', 'social security number'], ['MRN: 00412233', 'medical record number'], ['chart no. 55512', 'medical record number'],
    ['DOB 3/5/61', 'birth date'], ['born on 1961-03-05', 'birth date'], ['call (555) 201-3344', 'telephone number'], ['+1 555-201-3344', 'telephone number']]) {
    await comment.fill(text);
    if (!(await told()).join().includes(kind)) found.push(`no warning of a ${kind} at “${text}”`);
  }
  for (const text of ['Policy RX-05, rev. 2026-03-05', '30 of 32 charts, 93.8 %', 'ISO 9001-2015', 'NCT01234567', '797 and 800']) {
    await comment.fill(text);
    if ((await told()).length) found.push(`a warning at “${text}”`);
  }
  const list = await page.locator('#problem-list').innerText();
  if (!list.includes('No simple pattern')) found.push('nothing is said of patterns');
  if (/de-identified|anonym|is clean|no identifiers? (was|were) found/i.test(list)) found.push('a text is called clean');
  await comment.fill('');
  return found;
}

/** Filter, search, outline and the way to the next open question. */
export async function findingFaults(browser, house) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const model = await modelOf(page);
    const all = questions(model);
    const found = [];
    const seen = () => page.locator('.criterion:visible').count();
    const ids = (fits) => new Set(all.filter(fits).map(({ criterion }) => criterion.id)).size;
    const shows = async (what, wanted) => {
      const count = await seen();
      if (count !== wanted) found.push(`${what}: ${count} questions, must be ${wanted}`);
      const said = await page.locator('#shown').innerText();
      if (!said.includes(String(wanted))) found.push(`${what}: the page says “${said}”`);
    };
    await shows('all', ids(() => true));
    await page.selectOption('#show', 'must');
    await shows('must-pass', ids(({ criterion }) => criterion.critical));
    await page.selectOption('#show', 'all');
    const [{ criterion: first }] = all;
    await page.selectOption('#role', first.role);
    await shows('role', ids(({ criterion }) => criterion.role === first.role));
    await page.selectOption('#role', '');
    await page.fill('#search', first.id.toLowerCase());
    if (!(await page.locator(`[id="${first.id}"]`).isVisible())) found.push('a question is not found by its id');
    await page.fill('#search', 'zqxjkv');
    await shows('nothing', 0);
    await page.fill('#search', '');
    await page.locator('[data-item="0"] input[value=not_met]').check();
    await page.selectOption('#show', 'open');
    const places = all.filter(({ criterion }) => criterion.id === first.id).length;
    await shows('open', ids(() => true) - Number(places === 1));
    await page.selectOption('#show', 'all');
    await page.click('#next');
    const next = await page.evaluate(() => document.activeElement.closest('[data-item]')?.dataset.item);
    if (next !== '1') found.push(`the next open question is ${next}, must be 1`);
    const mustOpen = ids(({ criterion }) => criterion.critical);
    if (mustOpen && await page.locator('[data-do=must-open]').count()) {
      await page.locator('[data-do=must-open]').click();
      const left = new Set(await page.locator('.criterion:visible').evaluateAll((cards) => cards.map((card) => Boolean(card.querySelector('.must')))));
      if (left.has(false) || !left.has(true)) found.push('the way to what is must-pass and open leads elsewhere');
      if (!await page.evaluate(() => document.activeElement.closest('.criterion')?.querySelector('.must'))) found.push('the way to what is must-pass and open leads to no such question');
      await page.selectOption('#show', 'all');
    } else found.push('nothing leads to what is must-pass and open');
    const says = await page.locator('#files').innerText();
    for (const sentence of ['Nothing leaves this computer by itself', 'on another day', 'another computer']) if (!says.includes(sentence)) found.push(`the page does not say: ${sentence}`);
    await page.locator('#outline details').evaluate((outline) => { outline.open = true; });
    const count = await page.locator('#outline .count').first().innerText();
    if (!new RegExp(`^${Number(places === 1)} of `).test(count)) found.push(`the outline says ${count}`);
    await page.locator('#outline a').last().click();
    const top = await page.locator('#questions section').last().evaluate((section) => section.getBoundingClientRect().top);
    if (top < -1 || top > 600) found.push(`the outline leads ${top} px from the head of its section`);
    return found;
  });
  return [...faults, ...wrong];
}

/** What a page is made of, in both schemes, wide and narrow, blank and with problems; by keyboard; on paper. */
export async function anatomyFaults(browser, house) {
  const faults = [];
  for (const mode of MODES) {
    const { answer, wrong } = await visit(browser, house, async (page) => {
      const found = [...(await anatomy(page)).faults, ...await overflow(page), ...await axeFaults(page)];
      for (const mistake of mistakes(await modelOf(page))) await plant(page, mistake);
      await page.evaluate(() => { document.querySelectorAll('details').forEach((box) => { box.open = true; }); scrollTo(0, 0); });
      await settled(page);
      // what lies under a fixed bar now is not small, it is further down
      await page.evaluate(() => { document.querySelector('.bar').style.position = 'static'; });
      found.push(...(await anatomy(page)).faults, ...await overflow(page), ...await axeFaults(page));
      return found;
    }, { mode });
    faults.push(...[...answer, ...wrong].map((fault) => `[${mode.name}] ${fault}`));
  }
  for (const mode of MODES.slice(0, 2)) {
    const { answer, wrong } = await visit(browser, house, keyboardFaults, { mode });
    faults.push(...[...answer, ...wrong].map((fault) => `[${mode.name}] ${fault}`));
  }
  return faults;
}

/** On paper: every question with its answer, as a list. */
export async function printFaults(browser, house, { filled }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    for (const one of filled.slice(0, 3)) await fill(page, one);
    const pdf = join(tmpdir(), 'form.pdf');
    await page.pdf({ path: pdf, format: 'Letter' });
    const paper = textOf(pdf).join(' ').replace(/\s+/g, ' ');
    const found = filled.filter(({ criterion }) => !paper.includes(criterion.id)).map(({ criterion }) => `not on paper: ${criterion.id}`);
    for (const { answer } of filled.slice(0, 3)) {
      const word = answer.comment.split(/\s+/).at(-2);
      if (word && !paper.includes(word)) found.push(`a comment is not on paper: ${word}`);
    }
    if (!paper.includes('% complete') || !paper.includes('Must-pass:')) found.push('how far it is does not stand on paper');
    return [...found, ...await cutInPrint(page)];
  });
  return [...faults, ...wrong];
}

/** Two forms in one browser do not mix; two windows with one form agree; a page with unsaved changes asks before it is left. */
export async function apartFaults(browser, house, other, { filled }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const found = [];
    await fill(page, filled[0]);
    await page.waitForTimeout(400);
    const second = await page.context().newPage();
    await second.goto(other.url);
    if ((await shownIn(second)).some((answer) => answer.comment)) found.push('another form shows the answers of this one');
    await second.click('#erase');
    await second.locator('#ask button.danger').click();
    if (!(await storedIn(page)).length) found.push('erasing another form erased this one');
    await second.goto(house.url);
    if ((await shownIn(second))[0].comment !== filled[0].answer.comment) found.push('a second window does not show what was typed in the first');
    await fill(second, filled[1]);
    await page.waitForTimeout(600);
    if ((await shownIn(page))[1].comment !== filled[1].answer.comment) found.push('what was typed in a second window is not taken over');
    await second.close();
    let asked = 0;
    page.on('dialog', () => { asked += 1; });
    await page.locator('[data-item="0"] [data-field=comment] textarea').fill('changed');
    await page.reload();
    if (asked !== 1) found.push(`left with unsaved changes, it asks ${asked} times`);
    await save(page);
    await page.reload();
    if (asked !== 1) found.push('it asks before it is left, although everything is saved');
    return found;
  });
  return [...faults, ...wrong];
}

/** What the binary reads of a reviewer's texts is what was typed. */
export function readFaults(house, { filled }) {
  const { gaps } = house.json('report', '--findings').gaps;
  const faults = [];
  let compared = 0;
  for (const { criterion, place, answer } of filled) {
    const gap = gaps.find((one) => one.criterion === criterion.id && (one.location ?? null) === place.location);
    if (!gap || answer.privileged) continue;
    const typed = [answer.evidence[0]?.reference, answer.comment].filter(Boolean).join('; ');
    if ((gap.finding ?? '') !== typed) faults.push(`${criterion.id}: typed ${JSON.stringify(typed)}, read ${JSON.stringify(gap.finding)}`);
    compared += 1;
  }
  return compared ? faults : ['no gap was compared'];
}

/** Runs the groups one after the other, each on its own; `only` names those that are wanted. */
export async function checkForm(browser, house, { only = null, other = null } = {}) {
  const groups = {};
  const group = async (name, work) => {
    if (only && !only.includes(name)) return;
    try {
      groups[name] = await work();
    } catch (error) {
      groups[name] = [`the check broke off: ${error.stack.split('\n').slice(0, 3).join(' ')}`];
    }
  };
  let kept = null;
  const alone = ['finding', 'problems', 'page', 'identifiers'];
  if (!only || !only.every((name) => alone.includes(name))) {
    try {
      const done = await workFaults(browser, house);
      kept = done.kept;
      await group('work', () => done.faults);
    } catch (error) {
      groups.work = [`the check broke off: ${error.stack.split('\n').slice(0, 3).join(' ')}`];
    }
  }
  if (kept) {
    if (house.party !== 'self') await group('reading', () => readFaults(house, kept));
    await group('load', () => loadFaults(browser, house, kept));
    await group('wording', () => wordingFaults(browser, house, kept));
    await group('erase', () => eraseFaults(browser, house, kept));
    await group('nothing kept', () => refusedFaults(browser, house, kept));
    await group('print', () => printFaults(browser, house, kept));
    if (other) await group('apart', () => apartFaults(browser, house, other, kept));
  }
  await group('finding', () => findingFaults(browser, house));
  await group('problems', () => problemFaults(browser, house));
  await group('identifiers', () => identifierFigures(browser, house));
  await group('page', () => anatomyFaults(browser, house));
  return groups;
}
