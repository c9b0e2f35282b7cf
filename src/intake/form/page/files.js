// What is kept on this computer, saved to a file, loaded from one, and erased.

const clock = (time) => new Date(time).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' });

function drawFiles() {
  const answered = items.filter((item) => !isBlank(item, item.answer)).length;
  let line = '';
  if (!store.possible) line = 'This browser lets the page keep nothing (a private window, or a rule of your house). Save the sheet before you close the page, or all is lost.';
  else if (store.failed) line = 'This browser refused to keep more. Save the sheet now.';
  else if (!store.on) line = 'Nothing of this form is kept on this computer. What you type is lost when you close the page, unless you save the sheet.';
  else if (!answered) line = 'What you type is kept in this browser, on this computer alone. Nothing is typed yet.';
  else line = `Kept in this browser, on this computer alone: ${many(answered, 'answer')} with texts, and when you last saved. Whoever uses this browser account can read it.`;
  $('kept').textContent = line;
  $('kept').classList.toggle('warn', !store.possible || store.failed);
  let last = 'Not yet saved to a file.';
  if (kept.loaded) last = `Loaded from ${kept.loaded}.`;
  else if (kept.saved) last = `Last saved to a file: ${clock(kept.saved)}, as ${kept.file}.`;
  $('saved').textContent = kept.changed && answered ? `${last} There are changes that no file holds yet.` : last;
  if (!announce.timer) $('notice').textContent = kept.changed && answered ? 'Changes that no file holds yet' : '';
  $('keep').checked = store.on;
  $('keep').disabled = !store.possible;
}

// Questions to the person.

function ask(title, text, choices) {
  $('ask-title').textContent = title;
  $('ask-text').replaceChildren(...text);
  const dialog = $('ask');
  return new Promise((resolve) => {
    let answer = null;
    $('ask-choices').replaceChildren(...choices.map(([word, label, kind]) => {
      const button = h('button', { type: 'button', class: kind || '' }, label);
      button.addEventListener('click', () => { answer = word; dialog.close(); });
      return button;
    }));
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    dialog.showModal();
  });
}

const nameOf = (item) => [item.criterion.id, item.place.location].filter(Boolean).join(', ');
const fieldName = ({ field, piece }) => (field === 'reference' ? `evidence ${(piece || 0) + 1}` : field);

async function save() {
  keepAll();
  const suspects = items.filter((item) => item.verdict.problems.some((problem) => problem.code === 'identifier'));
  if (suspects.length) {
    const told = suspects.flatMap((item) => item.verdict.problems.filter((problem) => problem.code === 'identifier').map((problem) => [item, problem]));
    const lines = told.slice(0, 10).map(([item, problem]) => h('li', {}, `${nameOf(item)}, ${fieldName(problem)}: ${problem.text}`));
    if (told.length > 10) lines.push(h('li', {}, `and ${told.length - 10} more`));
    const answer = await ask('Save texts that may point to patients?',
      [h('p', {}, `${many(suspects.length, 'answer')} may hold a patient identifier. Correct the texts before the file goes to anybody. While one stands in a sheet, concordant writes no report of it.`), h('ul', {}, lines)],
      [['show', 'Go to the first'], ['save', 'Save all the same', 'danger']]);
    if (answer === 'show') goTo(told[0][0], told[0][1].field, told[0][1].piece);
    if (answer !== 'save') return;
  }
  const link = h('a', { download: model.file, href: URL.createObjectURL(new Blob([sheetOf(items)], { type: 'text/csv;charset=utf-8' })) });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  [kept.saved, kept.file, kept.loaded, kept.changed] = [new Date().toISOString(), model.file, '', false];
  store.put('file', kept);
  drawFiles();
  const errors = items.flatMap((item) => item.verdict.problems).filter((problem) => problem.weight === 'error').length;
  announce(`Saved as ${model.file} in your folder of downloads.${errors ? ` ${many(errors, 'problem')} in it will be reported by concordant check.` : ''}`);
}

async function load(file) {
  const text = textOf(await file.arrayBuffer());
  const read = text === null ? { refused: 'This is a workbook. Load the CSV that this form saved, or save the page of the workbook as CSV first.' } : readSheet(text, items);
  if (read.refused) { showLoaded(read.refused, []); return; }
  const different = [];
  for (const [item, theirs] of read.answers) {
    for (const name of ['partial', ...FIELDS]) {
      if (name !== 'owner_role' && item.answer[name] && theirs[name] && item.answer[name] !== theirs[name]) different.push([item, name, theirs[name]]);
    }
  }
  let takes = 'file';
  if (different.length) {
    const cell = (item, name, text) => `${item.criterion.id} ${item.place.location || ''} ${name.replace('_', ' ')}: here “${item.answer[name]}”, in the file “${text}”`;
    const list = different.slice(0, 30).map(([item, name, text]) => h('li', {}, cell(item, name, text)));
    if (different.length > 30) list.push(h('li', {}, `and ${different.length - 30} more`));
    takes = await ask('The file and this page differ', [h('p', {}, `${many(different.length, 'field')} say something else. What is blank on one side is taken from the other in any case.`), h('ul', { tabindex: 0, role: 'list', 'aria-label': 'Differences' }, list)],
      [['here', 'Keep what is here'], ['file', 'Take the file’s'], [null, 'Cancel']]);
    if (!takes) { showLoaded('Nothing was taken over.', []); return; }
  }
  const empty = items.every((item) => isBlank(item, item.answer));
  let taken = 0;
  for (const [item, theirs] of read.answers) if (merge(item, theirs, takes)) taken += 1;
  // into an empty form: the file holds all that is here
  if (empty && !read.notes.length) [kept.loaded, kept.changed] = [file.name, false];
  else kept.changed = kept.changed || taken > 0;
  items.forEach(refresh);
  keepAll();
  drawAll();
  showLoaded(`${many(read.rows, 'row')} read from the file; ${many(taken, 'answer')} changed here by it.`, read.notes);
}

/** Takes over what a file says; whether anything changed. */
function merge(item, theirs, takes) {
  const before = JSON.stringify(item.answer);
  const { answer } = item;
  for (const name of ['partial', 'former', ...FIELDS]) {
    const untouched = name === 'owner_role' && answer.owner_role === item.criterion.role;
    if (theirs[name] && (!answer[name] || untouched || takes === 'file')) answer[name] = theirs[name];
  }
  if (answer.response) answer.former = '';
  answer.privileged = answer.privileged || theirs.privileged;
  answer.key_recommendation = answer.key_recommendation || theirs.key_recommendation;
  theirs.evidence.forEach((piece) => addPiece(answer, piece));
  waiting.set(item, 0);
  return JSON.stringify(answer) !== before;
}

function showLoaded(text, notes) {
  const box = $('loaded');
  box.replaceChildren(h('p', {}, h('strong', {}, text)), ...(notes.length ? [h('ul', {}, notes.map((note) => h('li', {}, note)))] : []));
  box.hidden = false;
  box.focus();
  announce(text);
}

async function erase() {
  const answer = await ask('Erase this form from this computer?',
    [h('p', {}, 'All answers and texts of this form that this browser keeps are erased, and the page is emptied. Files that you saved stay where they are, in your folder of downloads.'),
      kept.changed ? h('p', {}, h('strong', {}, 'There are changes that no file holds yet.')) : ''],
    [['no', 'Keep it'], ['yes', 'Erase', 'danger']]);
  if (answer !== 'yes') return;
  waiting.forEach((timer) => window.clearTimeout(timer));
  waiting.clear();
  store.on = false;
  const left = store.erase();
  [kept.saved, kept.file, kept.loaded, kept.changed] = [null, '', '', false];
  items.forEach((item) => { item.answer = blank(item); refresh(item); });
  drawAll();
  $('loaded').hidden = true;
  const text = left ? `The browser refused to erase ${many(left, 'entry', 'entries')}. Clear the data of this page in the browser’s settings.`
    : 'Erased. This browser keeps nothing of this form any more; that was checked.';
  showLoaded(text, []);
}

