// Sheets: the CSV that is saved, and the sheets that are loaded again.

const RISKY = /^[=+\-@\t\r]/;
const MARKED = /^'[=+\-@\t\r']/;
/** As every sheet of ours: a text that a spreadsheet would run, or take for so marked, gets one `'`. */
const neutralize = (text) => (RISKY.test(text) || MARKED.test(text) ? `'${text}` : text);
const strip = (cell) => (MARKED.test(cell) ? cell.slice(1) : cell);
/** Signs that no text holds, but for tabs and line breaks. */
const clean = (text) => text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim();

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

/** The rows of one answer: its own, and one for each further piece of evidence. */
function rowsOf(item) {
  const { answer, criterion } = item;
  const base = {
    checklist: item.checklist.reference, criterion: criterion.id, fingerprint: criterion.fingerprint, section: item.section.title,
    title: criterion.title, statement: criterion.statement, evidence_asked: criterion.asked, location: item.place.location || '',
    privileged: answer.privileged ? 'yes' : '', key_recommendation: answer.key_recommendation ? 'yes' : '',
    facility: model.facility.id, round: model.round, party: model.party,
  };
  const texts = (names) => Object.fromEntries(names.map((name) => [name, answer[name]]));
  const pieces = answer.evidence.filter((piece) => piece.reference.trim() || piece.kind || piece.date);
  const cited = (piece) => piece && {
    evidence: piece.reference, evidence_kind: piece.kind, evidence_date: dateOf(piece.date) || piece.date,
  };
  const reason = answer.response === 'partial' && !item.own_scale ? answer.partial : answer.reason;
  const dates = Object.fromEntries(['period_start', 'period_end'].map((name) => [name, dateOf(answer[name]) || answer[name]]));
  const first = {
    ...base, ...texts(['value', 'numerator', 'denominator', 'population', 'sampling', 'extent', 'owner_role', 'comment']), ...dates,
    response: answer.response, reason, ...cited(pieces[0]),
  };
  return [first, ...pieces.slice(1).map((piece) => ({ ...base, ...cited(piece) }))];
}

function sheetOf(items) {
  const rows = items.flatMap(rowsOf).map((row) => model.columns.map((column) => neutralize(clean(row[column] || ''))));
  return csvOf([model.columns, ...rows]);
}

/** Splits CSV; what separates cells is what makes most of the first rows known. */
function readCsv(text) {
  const body = text.replace(/^\ufeff/, '').replace(/^"?sep=.*\r?\n/, '');
  const score = (rows) => Math.max(0, ...rows.slice(0, 15).map((row) => row.filter((cell) => model.columns.includes(header(cell))).length));
  return [',', ';', '\t'].map((sign) => splitCsv(body, sign)).reduce((best, rows) => (score(rows) > score(best) ? rows : best));
}

const header = (cell) => cell.trim().toLowerCase().replace(/[\s-]+/g, '_');

function splitCsv(text, sign) {
  const rows = [];
  let [row, cell, inside, begun] = [[], '', false, false];
  const endRow = () => { row.push(cell); rows.push(row); [row, cell, begun] = [[], '', false]; };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inside) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; } else inside = false;
    } else if (letter === '"' && !cell && !begun) [inside, begun] = [true, true];
    else if (letter === sign) { row.push(cell); [cell, begun] = ['', false]; } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
    } else cell += letter;
  }
  if (cell || row.length) endRow();
  return rows;
}

const ANSWERED = ['response', 'reason', 'value', 'numerator', 'denominator', 'period_start', 'period_end', 'population', 'sampling', 'extent', 'comment'];

/** Why a row is not for this form: it belongs to somebody else, or answers another version; null where it fits. */
function misfit(row, read) {
  const other = [['facility', model.facility.id], ['round', model.round], ['party', model.party]].find(([name, own]) => row[name] && own && row[name] !== own);
  if (other) return `belongs to ${other[0]} “${row[other[0]]}”, this form to “${other[1]}”.`;
  const [name, version = ''] = (row.checklist || '').split('@');
  const own = model.checklists.map((checklist) => checklist.reference).find((reference) => reference.split('@')[0] === name);
  if (!own || !version || own === row.checklist) return null;
  const series = (text) => text.split('.').slice(0, 2).join('.');
  if (series(version) !== series(own.split('@')[1])) return `answers ${row.checklist}, this form asks ${own}. The two ask different things; load the sheet into the form that it was saved by.`;
  read.patched.add(`${row.checklist} was answered, this form asks ${own}: they differ in wording only.`);
  return null;
}

/** What a sheet says: an answer for each item, and notes about what could not be taken. */
function readSheet(text, items) {
  const rows = readCsv(text);
  const head = rows.findIndex((row) => row.some((cell) => header(cell) === 'criterion'));
  if (head < 0) return { refused: 'This file has no column “criterion”. Load a sheet that was saved by this form.' };
  const names = rows[head].map(header);
  const read = { answers: new Map(), notes: [], rows: 0, patched: new Set() };
  for (const [index, cells] of rows.entries()) {
    if (index <= head || cells.every((cell) => !cell.trim())) continue;
    const row = Object.fromEntries(names.map((name, at) => [name, strip((cells[at] || '').trim()).trim()]));
    const why = misfit(row, read);
    if (why) return { refused: `Row ${index + 1} ${why} Nothing was taken over.` };
    read.rows += 1;
    takeRow(row, index + 1, items, read);
  }
  if (!read.answers.size) return { refused: 'No row of this file answers a question of this form. Nothing was taken over.' };
  if (model.facility.id && !names.includes('facility')) read.patched.add('The file does not say whose it is; its answers were taken for those of this facility.');
  read.notes.unshift(...read.patched);
  return read;
}

function takeRow(row, number, items, read) {
  const id = (row.criterion || '').toUpperCase();
  const place = row.location || null;
  const item = items.find((known) => known.criterion.id === id && known.place.location === place);
  const note = (text) => read.notes.push(`Row ${number}${id ? `, ${id}` : ''}: ${text}`);
  if (!item) {
    if (ANSWERED.some((name) => row[name]) || row.evidence) note('not a question of this form; it was left in the file.');
    return;
  }
  const wording = Boolean(row.fingerprint) && row.fingerprint !== item.criterion.fingerprint;
  const answer = read.answers.get(item) || blank(item);
  const first = !read.answers.has(item);
  read.answers.set(item, answer);
  const said = responseOf(row.response, item);
  if (said === null) note(`the response “${row.response}” is none of this criterion’s; it was not taken.`);
  if (said && wording) {
    answer.former = said;
    note('the wording has changed since; its answer was not taken, everything else was.');
  } else put(answer, 'response', said || '', note);
  if (answer.response === 'partial' && REASONS[row.reason]) put(answer, 'partial', row.reason, note);
  else put(answer, 'reason', row.reason || '', note);
  for (const name of ANSWERED.slice(2)) put(answer, name, date(name, row[name] || ''), note);
  if (first && row.owner_role) answer.owner_role = row.owner_role;
  for (const name of ['privileged', 'key_recommendation']) answer[name] = answer[name] || /^(yes|y|true|1|x)$/i.test(row[name] || '');
  const piece = { reference: row.evidence || '', kind: row.evidence_kind || '', date: date('evidence_date', row.evidence_date || '') };
  addPiece(answer, piece);
}

const date = (name, cell) => (/_(start|end|date)$/.test(name) ? dateOf(cell) || cell : cell);

/** A word of a sheet; null where it is none. */
function responseOf(cell, item) {
  const folded = (cell || '').toLowerCase().replace(/[\s_-]+/g, ' ').trim();
  if (!folded) return '';
  const level = (item.criterion.levels || []).find((known) => known.id === cell || known.label.toLowerCase() === folded);
  if (level) return level.id;
  const word = Object.keys(WORDS).find((known) => known.replace('_', ' ') === folded);
  if (!word || (item.own_scale && word !== 'not_applicable')) return null;
  return word;
}

/** Two rows of one criterion make one answer; what contradicts is kept as it was first, and said. */
function put(answer, name, text, note) {
  if (!text || answer[name] === text) return;
  if (!answer[name]) answer[name] = text;
  else if (name === 'comment') answer.comment += `\n${text}`;
  else note(`a second row says another ${name}, “${text}”; the first one stands.`);
}

function addPiece(answer, piece) {
  if (!piece.reference && !piece.kind && !piece.date) return;
  const alike = (other) => ['reference', 'kind', 'date'].every((name) => other[name] === piece[name]);
  if (answer.evidence.some(alike)) return;
  const empty = answer.evidence.findIndex((other) => !other.reference && !other.kind && !other.date);
  if (empty >= 0) answer.evidence[empty] = piece;
  else answer.evidence.push(piece);
}

/** The bytes of a file as text: UTF-8, else what Excel writes on Windows; null where they are a workbook. */
function textOf(bytes) {
  const signs = new Uint8Array(bytes.slice(0, 2));
  if (signs[0] === 0x50 && signs[1] === 0x4b) return null; // a workbook
  if (signs[0] === 0xff && signs[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
