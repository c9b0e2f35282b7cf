// Checks the forms of real facilities: the whole of one, and the part of a role of another.
import { launch } from './browser.mjs';
import { House } from './form.mjs';
import { checkForm } from './form-groups.mjs';
import { Tally, inPairs } from './tally.mjs';

const tally = new Tally();
const browser = await launch();
const concordant = process.env.CONCORDANT;
const forms = [
  ['form of riverbend', () => new House(concordant, 'riverbend'), 'whole'],
  ['form of a role of riverbend', () => new House(concordant, 'riverbend', { role: 'pharmacy-manager' }), 'page'],
];
await inPairs(forms, ([, house, part]) => checkForm(browser, house(), part), ([name], groups) => tally.add(name, groups));
await browser.close();
process.exitCode = tally.close();
