// What report.html promises without script and with it: all rows and cards, sorting, the filter and its count.

/** In the page: rows and cards, and which of them are to be seen. */
const shown = () => {
  const seen = (element) => element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const rows = [...document.querySelectorAll('table[data-gaps] tbody tr')];
  const cards = [...document.querySelectorAll('article.card')];
  return {
    rows: rows.map((row) => ({ text: row.textContent.replace(/\s+/g, ' ').trim().toLowerCase(), seen: seen(row) })),
    cards: cards.map((card) => ({ id: card.id, seen: seen(card) })),
    live: document.querySelector('[data-gaps-shown]')?.textContent.replace(/\s+/g, ' ').trim() ?? '',
  };
};

export async function withoutScript(page, set) {
  const faults = [];
  const { rows, cards } = await page.evaluate(shown);
  const tables = await page.locator('table[data-gaps]').count();
  if (tables !== 1 && (tables || set.cards?.length)) faults.push(`${tables} table[data-gaps], must be one`);
  if (rows.some((row) => !row.seen)) faults.push('rows of gaps are hidden');
  for (const card of cards) {
    if (!card.seen) faults.push(`card ${card.id} is hidden`);
    if (!card.id.startsWith('gap-')) faults.push(`card with id ${card.id || 'none'}, must be gap-<criterion>[-location]`);
  }
  if (!set.cards) return faults;
  const ids = cards.map((card) => card.id.toLowerCase());
  for (const id of set.cards) if (!ids.includes(id.toLowerCase())) faults.push(`no article.card with the id ${id}`);
  if (rows.length !== set.cards.length) faults.push(`${rows.length} rows of gaps, report.json has ${set.cards.length}`);
  if (cards.length !== set.cards.length) faults.push(`${cards.length} cards, report.json has ${set.cards.length} gaps`);
  return faults;
}

/** Every column head with a button sorts, up and down, and says so. */
export async function sortFaults(page) {
  const faults = [];
  const table = page.locator('table[data-gaps]').first();
  if (!await table.count() || await table.locator('tbody tr').count() < 2) return faults;
  const buttons = table.locator('thead th button');
  if (!await buttons.count()) return ['no button in the heads of table[data-gaps]'];
  let numeric = 0;
  for (const button of await buttons.all()) {
    const before = await button.evaluate(column);
    const orders = [];
    for (const press of ['click', 'Enter']) {
      if (press === 'click') await button.click();
      else await button.press(press);
      const after = await button.evaluate(column);
      orders.push(after.order);
      const name = `column ${after.title}, ${press} ${orders.length}`;
      if (!['ascending', 'descending'].includes(after.order)) faults.push(`${name}: aria-sort is ${after.order}`);
      else if (!sorted(after.values, after.order)) faults.push(`${name}: not ${after.order}: ${after.values.slice(0, 8).join(' | ')}`);
      if (after.sortedColumns !== 1) faults.push(`${name}: ${after.sortedColumns} columns say they are sorted`);
      if (after.rows !== before.rows) faults.push(`${name}: rows were lost or doubled`);
      if (!after.focused) faults.push(`${name}: the button lost the focus`);
      if (after.numeric) numeric += 0.5;
    }
    if (orders[0] === orders[1]) faults.push(`column ${before.title}: a second press does not turn the order`);
  }
  if (!numeric) faults.push('no column that sorts has numbers in data-sort');
  return faults;
}

/** In the page: the column of a head's button. */
function column(button) {
  const head = button.closest('th');
  const table = button.closest('table');
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const values = rows.map((row) => row.cells[head.cellIndex]).map((cell) => (cell.dataset.sort ?? cell.textContent).trim());
  return {
    title: head.textContent.trim(),
    order: head.ariaSort,
    values,
    numeric: rows.some((row) => row.cells[head.cellIndex].dataset.sort) && values.some((value) => value !== '') && values.every((value) => !Number.isNaN(Number(value))),
    rows: rows.map((row) => row.textContent).sort().join('\n'),
    sortedColumns: table.querySelectorAll('th[aria-sort]:not([aria-sort=none])').length,
    focused: document.activeElement === button,
  };
}

/** Whether the values stand in that order, blanks all at one end; texts by any usual collation. */
function sorted(values, order) {
  const filled = values.filter((value) => value !== '');
  const blanksApart = [values.slice(0, filled.length), values.slice(values.length - filled.length)]
    .some((part) => part.every((value) => value !== ''));
  const number = filled.every((value) => !Number.isNaN(Number(value)));
  const plain = (a, b) => (a < b ? -1 : Number(a > b));
  const ways = number ? [(a, b) => a - b]
    : [plain, (a, b) => plain(a.toLowerCase(), b.toLowerCase()), new Intl.Collator('en').compare, new Intl.Collator('en', { numeric: true }).compare];
  const sign = order === 'ascending' ? 1 : -1;
  return blanksApart && ways.some((way) => filled.every((value, index) => !index || sign * way(filled[index - 1], value) <= 0));
}

/** Typing hides the rows that do not hold the words, the live region counts, clearing brings all back. */
export async function filterFaults(page) {
  const faults = [];
  const all = (await page.evaluate(shown)).rows;
  if (all.length < 2) return faults;
  const input = page.locator('input[data-filter-gaps]');
  if (await input.count() !== 1) return [`${await input.count()} input[data-filter-gaps], must be one`];
  const live = page.locator('[data-gaps-shown]');
  if (await live.count() !== 1) return [`${await live.count()} [data-gaps-shown], must be one`];
  const polite = await live.evaluate((region) => Boolean(region.closest('[aria-live=polite], [role=status], output')));
  if (!polite) faults.push('[data-gaps-shown] is no live region (aria-live=polite, role=status or output)');

  const words = [...new Set(all.flatMap((row) => row.text.match(/[a-z0-9-]{4,}/g) ?? []))];
  const hits = (word) => all.filter((row) => row.text.includes(word)).length;
  const word = words.filter((each) => hits(each) < all.length).sort((a, b) => hits(a) - hits(b) || a.length - b.length)[0];
  if (!word) return [...faults, 'no word tells the rows apart'];
  for (const [typed, expected] of [[word, hits(word)], ['zqxjkv', 0], ['', all.length]]) {
    await input.fill('');
    await input.pressSequentially(typed);
    if (!typed) await input.press('Backspace');
    const reached = await page.waitForFunction(reads, expected, { timeout: 2000 }).then(() => true, () => false);
    const now = await page.evaluate(shown);
    const seen = now.rows.filter((row) => row.seen);
    if (seen.length !== expected) faults.push(`"${typed}" shows ${seen.length} rows, ${expected} hold it`);
    else if (seen.some((row) => !row.text.includes(typed))) faults.push(`"${typed}" shows rows that do not hold it`);
    if (!reached) faults.push(`"${typed}": [data-gaps-shown] does not say ${expected}: ${now.live}`);
  }
  return faults;
}

/** In the page: whether the live region says that so many rows are shown, and so many are. */
function reads(expected) {
  const text = document.querySelector('[data-gaps-shown]').textContent;
  const rows = [...document.querySelectorAll('table[data-gaps] tbody tr')].filter((row) => row.getClientRects().length);
  return rows.length === expected && (new RegExp(`\\b${expected}\\b`).test(text) || (!expected && /\b(no|none)\b/i.test(text)));
}
