// The questions as a page: one card for each criterion, one block for each place that answers it.

/** An element; `attributes` that are false or null are left out, a text child is text, never markup. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
const many = (count, one, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;
const meaningOf = (words, id) => (words.find((word) => word.id === id) || {}).meaning || '';

function cardOf(criterion, items) {
  const title = `${criterion.id}-title`;
  return h('article', { class: 'criterion', id: criterion.id, 'aria-labelledby': title },
    h('h4', { id: title }, h('span', { class: 'id' }, criterion.id), ` ${criterion.title}`),
    h('p', { class: 'labels' },
      criterion.critical && h('span', { class: 'label must' }, 'must-pass'),
      !criterion.scored && h('span', { class: 'label' }, 'reported only'),
      h('span', { class: 'label', title: meaningOf(model.roles, criterion.role) }, criterion.role),
      h('span', { class: 'label state' }, 'not answered')),
    h('p', { class: 'statement' }, criterion.statement),
    guidanceOf(criterion),
    items.map((item) => placeOf(item, items.length > 1)));
}

function guidanceOf(criterion) {
  const { measure } = criterion;
  const line = (name, text) => text && h('div', {}, h('dt', {}, name), h('dd', {}, text));
  const asked = criterion.evidence.map((piece) => h('li', {}, `${piece.ask} `,
    h('span', { class: 'soft' }, `(${piece.kind}${piece.valid_for_months ? `, not older than ${many(piece.valid_for_months, 'month')}` : ''})`)));
  return h('details', {}, h('summary', {}, 'Guidance and evidence asked', h('span', { class: 'told' }, ` for ${criterion.id}`)),
    h('dl', { class: 'lines' },
      line('Why it matters', criterion.rationale), line('How it is tested', criterion.guidance),
      measure && line('Numerator', measure.numerator), measure && line('Denominator', measure.denominator),
      measure && line('Left out beforehand', measure.exclusions),
      measure && line('Target', `${measure.higher ? 'at least' : 'at most'} ${measure.target_text}${measure.minimum ? `; at least ${many(measure.minimum, 'case')}` : ''}`),
      asked.length > 0 && line('Evidence asked', h('ul', {}, asked))));
}

/** A question at one place. `item.base` begins every id in it. */
function placeOf(item, several) {
  const { criterion, place, base } = item;
  const measure = criterion.measure;
  const whose = place.location ? `${placeName(place.location)}` : 'Answer';
  const unknown = place.unknown.length > 0 && h('p', { class: 'soft' },
    `Whether this applies depends on ${place.unknown.join(', ')}, which facility.toml does not answer yet. Not applicable with a reason is accepted.`);
  const hasNumbers = measure || ['value', 'numerator', 'denominator'].some((name) => item.answer[name]);
  item.box = h('div', { class: 'place', 'data-item': item.index }, h('fieldset', {},
    h('legend', several || place.location ? {} : { class: 'told' }, h('span', { class: 'told' }, `${criterion.id}: `), whose),
    h('p', { class: 'former problem warning', hidden: true }),
    unknown, responsesOf(item),
    fieldOf(item, 'partial', 'Why only partly', select(item, 'partial')),
    fieldOf(item, 'reason', 'Reason', area(item, 'reason', 2), 'why this cannot apply here; no patient identifiers'),
    hasNumbers && numbersOf(item),
    h('div', { class: 'evidence' }),
    fieldOf(item, 'comment', 'Comment', area(item, 'comment', 2), 'no patient identifiers'),
    h('details', { class: 'more' }, h('summary', {}, 'Owner and privilege', h('span', { class: 'told' }, ` of ${criterion.id} ${place.location || ''}`)),
      h('div', { class: 'row' },
        fieldOf(item, 'owner_role', 'Owner role', select(item, 'owner_role')),
        (model.reviewer || item.answer.extent) && fieldOf(item, 'extent', 'How far a failure reaches', select(item, 'extent'))),
      h('div', { class: 'field', 'data-field': 'privileged' }, h('label', { class: 'check' },
        h('input', { type: 'checkbox', id: `${base}-privileged`, autocomplete: 'off' }),
        ' Privileged: it counts, and its texts are left out of what leaves the house')),
      model.reviewer && h('div', { class: 'field', 'data-field': 'key_recommendation' }, h('label', { class: 'check' },
        h('input', { type: 'checkbox', id: `${base}-key_recommendation`, autocomplete: 'off' }),
        ' Key recommendation: a plan may not trade it away'))),
    h('dl', { class: 'lines printed', hidden: true })));
  drawEvidence(item);
  return item.box;
}

const placeName = (id) => {
  const known = model.locations.find((location) => location.id === id);
  return known && known.name && known.name !== id ? `${known.name} (${id})` : id;
};

function responsesOf(item) {
  const { criterion, base } = item;
  const levels = (criterion.levels || []).map((level) => [level.id, level.label]);
  const word = (id) => [id, WORDS[id]];
  let words = levels.length ? levels : ['met', ...(criterion.scale === 'conformance' ? ['partial'] : []), 'not_met'].map(word);
  const blankWord = ['', criterion.measure ? 'by its numbers' : 'not answered'];
  words = criterion.measure ? [blankWord, ...words, word('not_applicable')] : [...words, word('not_applicable'), blankWord];
  if (!words.some(([id]) => id === item.answer.response)) words.push([item.answer.response, WORDS[item.answer.response] || item.answer.response]);
  return h('div', { class: 'field', 'data-field': 'response' },
    h('div', { class: 'choices', role: 'radiogroup', 'aria-label': `Response to ${criterion.id}${item.place.location ? ` at ${item.place.location}` : ''}`, id: `${base}-response` },
      words.map(([id, label]) => h('label', { class: id ? 'choice' : 'choice blank' },
        h('input', { type: 'radio', name: `${base}-response`, id: `${base}-response-${id || 'blank'}`, value: id, autocomplete: 'off' }), h('span', {}, label)))));
}

function numbersOf(item) {
  const measure = item.criterion.measure || { percent: true };
  const unit = measure.percent ? 'rate, where only it is known' : `value in ${measure.unit}`;
  const small = (name) => input(item, name, { inputmode: 'decimal', size: 8 });
  const field = (name, label, hint) => fieldOf(item, name, label, small(name), hint);
  const counts = measure.percent || item.answer.numerator;
  const value = field('value', unit[0].toUpperCase() + unit.slice(1), measure.percent ? 'such as 93.3 %' : measure.numerator);
  return h('div', { class: 'numbers' },
    h('div', { class: 'row' }, !measure.percent && value, counts && field('numerator', 'Numerator', measure.percent ? measure.numerator : null),
      field('denominator', measure.percent ? 'Denominator' : 'Cases', measure.denominator), measure.percent && value),
    h('p', { class: 'rate', role: 'status' }),
    h('div', { class: 'row dates' }, fieldOf(item, 'period_start', 'Period from', dateInput(item, 'period_start')), fieldOf(item, 'period_end', 'Period to', dateInput(item, 'period_end')),
      fieldOf(item, 'population', 'Population', input(item, 'population'), 'who was looked at'), fieldOf(item, 'sampling', 'Sampling', input(item, 'sampling'), 'how cases were chosen')));
}

function drawEvidence(item) {
  const box = item.box.querySelector('.evidence');
  item.told = null;
  const one = (piece, at) => {
    const name = at ? `Evidence ${at + 1}` : 'Evidence';
    return h('div', { class: 'row piece', 'data-piece': at },
      fieldOf(item, 'reference', name, input(item, 'reference', { value: piece.reference }, at), 'the document or finding, or its id in the register', at),
      fieldOf(item, 'kind', 'Kind', select(item, 'kind', at), null, at),
      fieldOf(item, 'date', 'Date', dateInput(item, 'date', at), null, at));
  };
  box.replaceChildren(...item.answer.evidence.map(one),
    h('p', {}, h('button', { type: 'button', class: 'plain', 'data-do': 'add-evidence' }, 'Add evidence', h('span', { class: 'told' }, ` to ${item.criterion.id} ${item.place.location || ''}`))));
}

const idOf = (item, name, at) => `${item.base}-${name}${at ? `-${at}` : ''}`;

function fieldOf(item, name, label, control, hint, at) {
  control.id = idOf(item, name, at);
  return h('div', { class: `field ${name}`, 'data-field': name }, h('label', { for: control.id }, label, hint && ' ', hint && h('span', { class: 'hint' }, hint)), control);
}
const input = (item, name, attributes, at) => h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
const area = (item, name, rows) => h('textarea', { rows, autocomplete: 'off', spellcheck: 'false' });
/** A date that the browser's own field cannot show stays to be seen as it was typed. */
const dateInput = (item, name, at) => {
  const cell = at === undefined ? item.answer[name] : item.answer.evidence[at].date;
  return h('input', { type: !cell || /^\d{4}-\d\d-\d\d$/.test(cell) ? 'date' : 'text', autocomplete: 'off', max: '9999-12-31' });
};
/** A list whose words are filled in when it is first used: hundreds of lists make a page slow. */
const select = (item, name, at) => h('select', { autocomplete: 'off', 'data-words': name }, h('option', { value: '' }, ''));

const EXTENTS = { limited: 'limited: an isolated case', pattern: 'pattern: several cases, or one of several places', widespread: 'widespread: everywhere' };

function wordsOf(list, item) {
  const pairs = (words) => words.map((word) => [word.id, word.id]);
  if (list === 'partial') return Object.entries(REASONS);
  if (list === 'owner_role') return pairs(model.roles);
  if (list === 'extent') return Object.entries(model.reviewer ? { ...EXTENTS, immediate: 'immediate danger' } : EXTENTS);
  return pairs(model.kinds);
}

/** The words as options; kinds of evidence that are asked for come first. */
function optionsOf(list, item) {
  const options = wordsOf(list, item).map(([id, label]) => h('option', { value: id }, label));
  const asked = item.criterion.evidence.map((piece) => piece.kind);
  if (list !== 'kind' || !asked.length) return options;
  const part = (label, fits) => h('optgroup', { label }, options.filter((option) => fits(asked.includes(option.value))));
  return [part('asked for here', (is) => is), part('other', (is) => !is)];
}

/** Fills a list in; the chosen word stays, also one that is none of them. */
function fillList(list) {
  const item = items[list.closest('[data-item]').dataset.item];
  if (list.dataset.filled) return;
  list.dataset.filled = 'yes';
  const chosen = list.value;
  list.replaceChildren(h('option', { value: '' }, ''), ...optionsOf(list.dataset.words, item));
  setList(list, chosen);
}

function setList(list, word) {
  if (word && ![...list.options].some((option) => option.value === word)) {
    const known = wordsOf(list.dataset.words, items[list.closest('[data-item]').dataset.item]).find(([id]) => id === word);
    list.append(h('option', { value: word }, known ? known[1] : word));
  }
  list.value = word;
}

/** The fields as they were made are blank but for these two. */
function showBlank(item) {
  document.getElementById(`${item.base}-response-blank`).checked = true;
  document.getElementById(`${item.base}-owner_role`).replaceChildren(h('option', { value: item.answer.owner_role }, item.answer.owner_role));
}

/** Shows an answer in its fields. */
function showAnswer(item) {
  const { answer, box } = item;
  if (box.querySelectorAll('.piece').length !== answer.evidence.length) drawEvidence(item);
  if (!item.criterion.measure && !box.querySelector('.numbers') && hasNumbers(answer)) box.querySelector('.evidence').before(numbersOf(item));
  const chosen = [...box.querySelectorAll('input[type=radio]')].find((radio) => radio.value === answer.response);
  if (chosen) chosen.checked = true;
  const set = (control, text) => {
    if (!control) return;
    if (control.tagName === 'SELECT') { setList(control, text); return; }
    if (control.type === 'date' && text && !/^\d{4}-\d\d-\d\d$/.test(text)) control.type = 'text';
    if (control.value !== text) control.value = text;
  };
  for (const name of ['partial', ...FIELDS]) if (name !== 'response') set(document.getElementById(idOf(item, name)), answer[name]);
  answer.evidence.forEach((piece, at) => ['reference', 'kind', 'date'].forEach((name) => set(document.getElementById(idOf(item, name, at)), piece[name])));
  for (const name of ['privileged', 'key_recommendation']) {
    const box = document.getElementById(`${item.base}-${name}`);
    if (box) box.checked = answer[name];
  }
  const more = box.querySelector('.more');
  if (answer.privileged || answer.key_recommendation || answer.extent || answer.owner_role !== item.criterion.role) more.open = true;
}

/** Shows what an answer comes to, and its problems at their fields. */
function showVerdict(item) {
  const { answer, box, verdict } = item;
  box.dataset.state = verdict.state;
  const hide = (name, hidden) => box.querySelectorAll(`[data-field=${name}]`).forEach((field) => { field.hidden = hidden; });
  hide('partial', answer.response !== 'partial' || item.own_scale || Boolean(item.criterion.measure));
  hide('reason', answer.response !== 'not_applicable' && !answer.reason);
  const rate = box.querySelector('.rate');
  if (rate && rate.textContent !== verdict.rate) rate.textContent = verdict.rate;
  const former = box.querySelector('.former');
  former.hidden = !answer.former;
  former.textContent = answer.former ? `The wording has changed since this was answered; the answer was “${answer.former.replace('_', ' ')}”. Read the statement and answer again.` : '';
  const told = JSON.stringify(verdict.problems);
  if (told === item.told) return;
  item.told = told;
  box.querySelectorAll('.field > .problem').forEach((old) => old.remove());
  box.querySelectorAll('[aria-describedby]').forEach((control) => { control.removeAttribute('aria-invalid'); control.removeAttribute('aria-describedby'); });
  for (const problem of verdict.problems) attach(item, problem);
}

function controlOf(item, problem) {
  return document.getElementById(idOf(item, problem.field, problem.piece)) || document.getElementById(`${item.base}-response`);
}

function attach(item, problem) {
  const control = controlOf(item, problem);
  const field = control.closest('.field');
  const id = `${control.id}-problem`;
  let note = document.getElementById(id);
  if (!note) {
    note = h('p', { id, class: `problem ${problem.weight}`, 'data-code': problem.code });
    field.append(note);
    control.setAttribute('aria-describedby', id);
  }
  note.textContent = note.textContent ? `${note.textContent} ${problem.text}` : problem.text;
  if (problem.weight === 'error') control.setAttribute('aria-invalid', 'true');
}

/** What is printed in place of fields. */
function showPrinted(item) {
  const { answer } = item;
  const line = (name, text) => text && h('div', {}, h('dt', {}, name), h('dd', {}, text));
  const pieces = answer.evidence.map((piece) => [piece.reference, piece.kind, piece.date].filter(Boolean).join('; ')).filter(Boolean);
  const level = (item.criterion.levels || []).find((known) => known.id === answer.response);
  const response = level ? level.label : WORDS[answer.response] || STATES[item.verdict.state];
  const rows = [
    line('Answer', item.verdict.rate ? `${response}. ${item.verdict.rate}` : response),
    line('Reason', answer.response === 'partial' ? REASONS[answer.partial] || '' : answer.reason),
    line('Period', [answer.period_start, answer.period_end].filter(Boolean).join(' to ')),
    line('Population', answer.population), line('Sampling', answer.sampling),
    ...pieces.map((piece) => line('Evidence', piece)), line('Comment', answer.comment),
    line('Owner role', answer.owner_role), answer.privileged && line('Privileged', 'yes'),
    answer.key_recommendation && line('Key recommendation', 'yes'),
  ];
  item.box.querySelector('.printed').replaceChildren(...rows.filter(Boolean));
}
