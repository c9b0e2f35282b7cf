// The page at work: what is typed is judged, kept, counted, saved and loaded.

const FIELDS = ['response', 'reason', 'value', 'numerator', 'denominator', 'period_start', 'period_end', 'population', 'sampling', 'extent', 'owner_role', 'comment'];
const $ = (id) => document.getElementById(id);
/** Says something to those who listen. */
const tell = (text) => { $('told').textContent = ''; window.setTimeout(() => { $('told').textContent = text; }, 50); };
/** Says something to all, beside the buttons, for a while. */
function announce(text) {
  tell(text);
  $('notice').textContent = text;
  window.clearTimeout(announce.timer);
  announce.timer = window.setTimeout(() => { announce.timer = 0; drawFiles(); }, 8000);
}

function blank(item) {
  const answer = { partial: '', privileged: false, key_recommendation: false, former: '', evidence: [{ reference: '', kind: '', date: '' }] };
  FIELDS.forEach((name) => { answer[name] = ''; });
  answer.owner_role = item.criterion.role;
  return answer;
}
const isBlank = (item, answer) => JSON.stringify(answer) === JSON.stringify(blank(item));

const items = [];
const sections = [];
for (const checklist of model.checklists) {
  for (const section of checklist.sections) {
    const part = { checklist, section, id: `part-${sections.length + 1}`, cards: [] };
    sections.push(part);
    for (const criterion of section.criteria) {
      const own = criterion.places.map((place) => {
        const item = { criterion, place, checklist, section, index: items.length, base: `i${items.length}`, own_scale: Boolean(criterion.levels && criterion.levels.length) };
        item.name = `${criterion.id}/${place.location || ''}`;
        item.answer = blank(item);
        items.push(item);
        return item;
      });
      part.cards.push({ criterion, items: own, part });
    }
  }
}
const cards = sections.flatMap((part) => part.cards);
const kept = { saved: null, file: '', loaded: '', changed: false };

/** What is kept of an answer, taken over. */
function restore(item) {
  const found = store.get(item.name);
  const answer = { ...blank(item), ...(found ? found.answer : {}) };
  if (found && found.fingerprint !== item.criterion.fingerprint && answer.response) [answer.former, answer.response] = [answer.response, ''];
  item.answer = answer;
}

function keep(item) {
  store.put(item.name, isBlank(item, item.answer) ? null : { fingerprint: item.criterion.fingerprint, answer: item.answer });
}

let waiting = new Map();
function keepAll() {
  for (const [item, timer] of waiting) { window.clearTimeout(timer); keep(item); }
  waiting = new Map();
  store.put('file', kept);
}

function changed(item, soon) {
  kept.changed = true;
  item.verdict = judge(item.criterion, item.place, item.answer);
  showVerdict(item);
  window.clearTimeout(waiting.get(item));
  if (soon) waiting.set(item, window.setTimeout(() => { waiting.delete(item); keep(item); store.put('file', kept); drawFiles(); }, 250));
  else { waiting.delete(item); keep(item); store.put('file', kept); }
  drawCard(cards.find((card) => card.items.includes(item)));
  drawCounts();
  drawFiles();
}

// Drawing.

function refresh(item) {
  item.verdict = judge(item.criterion, item.place, item.answer);
  showAnswer(item);
  showVerdict(item);
}

function drawAll() {
  cards.forEach(drawCard);
  drawCounts();
  drawFiles();
}

function build() {
  const outline = [];
  const questions = [];
  for (const checklist of model.checklists) {
    const own = sections.filter((part) => part.checklist === checklist);
    outline.push(h('li', {}, h('strong', {}, checklist.title), h('ul', {}, own.map((part) => h('li', {},
      h('a', { href: `#${part.id}` }, part.section.path), h('span', { class: 'soft count', id: `${part.id}-count` }),
      h('progress', { id: `${part.id}-bar`, max: part.cards.length, value: 0, 'aria-label': `Answered in ${part.section.path}` }))))));
    questions.push(h('h2', {}, checklist.title), ...own.map((part) => h('section', { id: part.id, 'aria-labelledby': `${part.id}-title`, tabindex: -1 },
      h('h3', { id: `${part.id}-title` }, part.section.path), part.cards.map((card) => cardOf(card.criterion, card.items)))));
  }
  $('outline').replaceChildren(h('details', { open: window.innerWidth > 900 }, h('summary', {}, 'Outline'), h('ul', {}, outline)));
  $('questions').replaceChildren(...questions);
  const roles = [...new Set(cards.map((card) => card.criterion.role))].sort();
  $('role').append(...roles.map((role) => h('option', { value: role }, `${role} (${cards.filter((card) => card.criterion.role === role).length})`)));
  $('role').closest('.field').hidden = roles.length < 2;
  const out = model.left_out;
  if (out.length) {
    $('left-out-title').textContent = `Left out: ${many(out.length, 'question')} that cannot apply, and why`;
    $('left-out').querySelector('ul').replaceChildren(...out.map((one) => h('li', {}, h('strong', {}, `${one.criterion}${one.location ? `, ${one.location}` : ''}`), ` ${one.title}: ${one.why}`)));
    $('left-out').hidden = false;
  }
  for (const id of ['outline', 'tools', 'files']) $(id).hidden = false;
  document.querySelector('.bar').hidden = false;
}

function filter() {
  const [show, role] = [$('show').value, $('role').value];
  const words = $('search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const card of cards) {
    const { criterion } = card;
    const now = standing(card);
    const fits = { all: true, open: now.open, must: criterion.critical, 'must-open': criterion.critical && now.open, problems: now.problems > 0 }[show];
    const mine = !role || criterion.role === role || card.items.some((item) => item.answer.owner_role === role);
    card.text = card.text || [criterion.id, criterion.title, criterion.statement, criterion.guidance, criterion.role, card.part.section.title].join(' ').toLowerCase();
    const shown = fits && mine && words.every((word) => card.text.includes(word));
    $(criterion.id).hidden = !shown;
    if (shown) count += 1;
  }
  for (const part of sections) $(part.id).hidden = part.cards.every((card) => $(card.criterion.id).hidden);
  $('questions').querySelectorAll('h2').forEach((head) => {
    let next = head.nextElementSibling;
    let any = false;
    for (; next && next.tagName !== 'H2'; next = next.nextElementSibling) any = any || !next.hidden;
    head.hidden = !any;
  });
  $('shown').textContent = count === cards.length ? `All ${cards.length} questions` : `${count} of ${cards.length} questions`;
}

/** Goes to a field, also one that is filtered away or folded in. */
function goTo(item, field, piece) {
  const control = document.getElementById(idOf(item, field, piece)) || $(`${item.base}-response`);
  if ($(item.criterion.id).hidden) { $('show').value = 'all'; $('role').value = ''; $('search').value = ''; filter(); }
  for (let box = control.parentElement; box; box = box.parentElement) if (box.tagName === 'DETAILS') box.open = true;
  const target = control.closest('[hidden]') || control.getAttribute('role') === 'radiogroup'
    ? item.box.querySelector('input[type=radio]:checked') || item.box.querySelector('input[type=radio]') : control;
  target.focus();
}

function nextOpen() {
  const here = document.activeElement && document.activeElement.closest('[data-item]');
  const from = here ? Number(here.dataset.item) + 1 : 0;
  const visible = (item) => !$(item.criterion.id).hidden && isOpen(item.verdict.state);
  const found = items.slice(from).find(visible) || items.find(visible);
  if (found) goTo(found, 'response');
  else announce('Every question that is shown is answered.');
}

/** Only must-pass criteria that are open, of every role, and to the first of them. */
function showMustOpen() {
  [$('show').value, $('role').value, $('search').value] = ['must-open', '', ''];
  filter();
  const first = items.find((item) => !$(item.criterion.id).hidden && isOpen(item.verdict.state));
  if (first) goTo(first, 'response');
}

function typed(event) {
  const box = event.target.closest('[data-item]');
  const field = event.target.closest('[data-field]');
  if (!box || !field) return;
  const item = items[box.dataset.item];
  const name = field.dataset.field;
  const piece = event.target.closest('[data-piece]');
  const value = event.target.type === 'checkbox' ? event.target.checked : event.target.value;
  const holder = piece ? item.answer.evidence[piece.dataset.piece] : item.answer;
  if (holder[name] === value) return;
  holder[name] = value;
  if (name === 'response') item.answer.former = '';
  changed(item, event.target.matches('input[type=text], textarea'));
}

function listen() {
  const questions = $('questions');
  questions.addEventListener('input', typed);
  questions.addEventListener('change', (event) => {
    typed(event);
    const note = event.target.getAttribute('aria-describedby');
    if (note && $(note)) tell($(note).textContent);
  });
  for (const name of ['focusin', 'pointerdown']) {
    questions.addEventListener(name, (event) => { if (event.target.matches('select[data-words]')) fillList(event.target); });
  }
  questions.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do=add-evidence]');
    if (!button) return;
    const item = items[button.closest('[data-item]').dataset.item];
    item.answer.evidence.push({ reference: '', kind: '', date: '' });
    refresh(item);
    $(idOf(item, 'reference', item.answer.evidence.length - 1)).focus();
  });
  $('problem-list').addEventListener('click', (event) => {
    const link = event.target.closest('[data-go]');
    if (!link) return;
    event.preventDefault();
    const item = items[link.dataset.go];
    const at = [...$('problem-list').querySelectorAll(`[data-go="${link.dataset.go}"]`)].indexOf(link);
    goTo(item, item.verdict.problems[at].field, item.verdict.problems[at].piece);
  });
  ['show', 'role', 'search'].forEach((id) => $(id).addEventListener('input', filter));
  $('save').addEventListener('click', save);
  // the browser would save the page, without a single answer
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    if (!$('ask').open) save();
  });
  $('progress').addEventListener('click', (event) => { if (event.target.closest('[data-do=must-open]')) showMustOpen(); });
  $('next').addEventListener('click', nextOpen);
  $('erase').addEventListener('click', erase);
  $('print').addEventListener('click', () => window.print());
  $('load').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', async () => {
    const [file] = $('file').files;
    if (file) await load(file);
    $('file').value = '';
  });
  $('keep').addEventListener('change', () => {
    store.on = $('keep').checked;
    if (store.on) { items.forEach(keep); store.put('file', kept); } else store.erase();
    drawFiles();
    announce($('kept').textContent);
  });
  window.addEventListener('storage', otherWindow);
  window.addEventListener('pagehide', keepAll);
  document.addEventListener('visibilitychange', keepAll);
  window.addEventListener('beforeunload', (event) => {
    keepAll();
    if (kept.changed && items.some((item) => !isBlank(item, item.answer))) event.preventDefault();
  });
  window.addEventListener('beforeprint', () => {
    items.forEach(showPrinted);
    const suspects = items.filter((item) => item.verdict.problems.some((problem) => problem.code === 'identifier')).map(nameOf);
    $('printed-progress').textContent = `${$('progress').innerText.replace(/\s*\n\s*/g, '. ')}.${suspects.length ? ` A text may hold a patient identifier: ${suspects.join('; ')}.` : ''}`;
  });
}

/** What another window with this form typed, or erased, is taken over here. */
function otherWindow(event) {
  if (!store.on) return;
  const name = event.key === null ? '' : store.nameOf(event.key);
  if (name === null) return;
  const item = items.find((known) => known.name === name);
  if (item) {
    restore(item);
    refresh(item);
    drawAll();
  }
  announce('This form is open in another window as well; what is typed there is taken over here.');
}

if (store.possible) items.forEach(restore);
Object.assign(kept, store.possible ? store.get('file') : null);
items.forEach((item) => { item.verdict = judge(item.criterion, item.place, item.answer); });
build();
items.forEach((item) => { if (isBlank(item, item.answer)) showBlank(item); else showAnswer(item); showVerdict(item); });
drawAll();
filter();
listen();
