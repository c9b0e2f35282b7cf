// Proves the checks of forms: a form passes, and one with a planted fault is found by the group that is meant to.
import { launch } from './browser.mjs';
import { House } from './form.mjs';
import { checkForm } from './form-groups.mjs';
import { Tally, inPairs } from './tally.mjs';

const concordant = process.env.CONCORDANT;
const FAULTS = [
  ['formulas are not neutralized', 'work', 'in the sheet', ['(RISKY.test(text) || MARKED.test(text) ?', '(false ?']],
  ['quotes are not doubled', 'work', 'in the sheet', [`cell.replaceAll('"', '""')`, 'cell']],
  ['no byte order mark', 'work', 'byte order mark', ['`\\ufeff$', '`$']],
  ['nothing is kept', 'work', 'after a reload', ['store.put(item.name, isBlank', "store.put('try', isBlank"]],
  ['a further piece of evidence is lost', 'work', 'rows, must be', ['pieces.slice(1).map', 'pieces.slice(2).map']],
  ['completeness is rounded up', 'work', 'complete:', ['(number.above * 1000n) / number.below;', '(number.above * 1000n) / number.below + 1n;']],
  ['the network is asked', 'load', 'forbids', ['"use strict";', '"use strict"; fetch("https://example.org/").catch(() => 0);']],
  ['our mark is not taken away', 'load', 'typed', ['(MARKED.test(cell) ?', '(false ?']],
  ['a file is taken over unasked', 'load', 'without asking', ['if (different.length) {', 'if (false) {']],
  ['a sheet of another round is taken', 'load', 'another round', ["['round', model.round],", '']],
  ['a sheet of another facility is taken', 'load', 'another facility', ["['facility', model.facility.id],", '']],
  ['a sheet of another version is taken', 'load', 'another version', ['if (series(version) !== series', 'if (false && series(version) !== series']],
  ['a workbook is read as text', 'load', 'workbook', ['signs[0] === 0x50 && signs[1] === 0x4b', 'false']],
  ['a loaded file counts as a change', 'load', 'took the whole file', ['[kept.loaded, kept.changed] = [file.name, false]', '[kept.loaded, kept.changed] = [file.name, true]']],
  ['another wording counts', 'wording', 'counts', ['found.fingerprint !== item.criterion.fingerprint', 'false']],
  ['semicolons are not read', 'wording', 'with semicolons', ["[',', ';', '\\t'].map", "[','].map"]],
  ['erasing leaves what was kept', 'erase', 'after erasing there is', ['own().forEach((name) => room.removeItem(name));', '']],
  ['erasing takes what is of others', 'erase', 'of others', ['own().forEach((name) => room.removeItem(name));', 'room.clear();']],
  ['erasing does not ask', 'erase', 'without consent', ["if (answer !== 'yes') return;", '']],
  ['a refusal is not said', 'nothing kept', 'nothing is kept', ['lets the page keep nothing', 'is fine']],
  ['answers are not printed', 'print', 'not on paper', ['.lines.printed { display: block !important;', '.lines.printed { display: none !important;']],
  ['it is left without asking', 'apart', 'unsaved changes', ['if (kept.changed && items.some', 'if (false && items.some']],
  ['windows do not agree', 'apart', 'second window', ["window.addEventListener('storage', otherWindow);", '']],
  ['how far it is is not printed', 'print', 'how far it is', ['#printed-progress { display: block; }', '']],
  ['the key saves the page', 'work', 'broke off', ["event.key.toLowerCase() !== 's'", 'true']],
  ['must-pass leads elsewhere', 'finding', 'must-pass and open', ["['must-open', '', '']", "['open', '', '']"]],
  ['the filter lets all through', 'finding', 'must-pass', ['must: criterion.critical,', 'must: true,']],
  ['a rule is not the one of check', 'problems', 'by check alone', ["if (!answer.reason.trim()) {", 'if (false) {']],
  ['texts are saved unasked', 'problems', 'without asking', ['if (suspects.length) {', 'if (false) {']],
  ['the way back leads elsewhere', 'problems', 'does not lead to the field', ['told[0][1].field, told[0][1].piece', "'comment'"]],
  ['numbers of records are passed over', 'identifiers', 'recall', ["isRecord],", '() => false],']],
  ['every number of a record is told', 'identifiers', 'false alarms', ["isRecord],", '() => true],']],
  ['names are passed over', 'identifiers', 'recall', ['giu, isName],', 'giu, () => false],']],
  ['a text is called clean', 'problems', 'patterns', ['No simple pattern of a patient identifier was found.', 'Nothing was found.']],
  ['a field has no label', 'page', 'label', ['h(\'label\', { for: control.id }', "h('span', {}"]],
  ['pale letters', 'page', 'color-contrast', ['--soft: #52606d;', '--soft: #b8c0c8;']],
];

const tally = new Tally();
const browser = await launch();
const good = House.small(concordant);
const other = House.small(concordant, 'desk-review');
tally.add('small form', await checkForm(browser, good, { other }));
await inPairs(FAULTS, async ([, group, says, ...changes]) => {
  const house = House.small(concordant).change(changes);
  const groups = await checkForm(browser, house, { only: [group], other });
  house.leave();
  return groups[group].some((fault) => fault.includes(says)) ? [] : [`not found by ${group}: ${groups[group].join('; ').slice(0, 400) || 'it says nothing'}`];
}, ([name, group], faults) => tally.add(name, { [group]: faults }));

// one key for two forms
const shared = () => [[/"storage":"[^"]*"/, '"storage":"shared"']];
const [one, two] = [House.small(concordant).change(shared()), House.small(concordant, 'desk-review').change(shared())];
const { apart } = await checkForm(browser, one, { only: ['apart'], other: two });
tally.add('two forms with one key', { apart: apart.some((fault) => fault.includes('another form')) ? [] : [`not found: ${apart.join('; ')}`] });
for (const house of [good, other, one, two]) house.leave();
await browser.close();
process.exitCode = tally.close();
