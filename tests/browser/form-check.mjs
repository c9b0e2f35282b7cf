// Checks forms: the whole of a real facility, the part of a role, a small one with every kind of scale, a reviewer's.
import { launch } from './browser.mjs';
import { House } from './form.mjs';
import { checkForm } from './form-groups.mjs';
import { Tally, inPairs } from './tally.mjs';

const tally = new Tally();
const browser = await launch();
const concordant = process.env.CONCORDANT;
const small = House.small(concordant);
const forms = [
  ['form of riverbend', House.example(concordant, 'riverbend'), { only: ['work', 'load', 'print', 'finding', 'problems'] }],
  ['form of a role', House.example(concordant, 'riverbend', 'pharmacy-manager'), { only: ['work', 'load', 'page'] }],
  ['small form', small, { only: ['work', 'load', 'wording', 'erase', 'nothing kept', 'apart', 'identifiers'], other: House.small(concordant, 'desk-review') }],
  ['form of a reviewer', House.small(concordant, 'site-visit'), { only: ['work', 'reading', 'load'] }],
];
await inPairs(forms, ([, house, wanted]) => checkForm(browser, house, wanted), ([name], groups) => tally.add(name, groups));
for (const [, house, { other }] of forms) { house.leave(); other?.leave(); }
await browser.close();
process.exitCode = tally.close();
