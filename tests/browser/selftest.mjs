// Proves the checks: a good set passes, and a copy with one planted fault fails in that group alone (and in those it must).
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODES, launch } from './browser.mjs';
import { readSet } from './set.mjs';
import { checkFile } from './file.mjs';
import { FAULTS } from './fixtures/faults.mjs';
import { Tally, inPairs } from './tally.mjs';

const good = fileURLToPath(new URL('fixtures/good', import.meta.url));
const tally = new Tally();
const browser = await launch();

const set = readSet(good);
tally.add('good', { set: set.faults });
await inPairs(set.files, (file) => checkFile(browser, set, file), (file, groups) => tally.add(`good/${file}`, groups));

await inPairs(FAULTS, async ({ file = 'report.html', change, group, says, also = [], modes = [3] }) => {
  const folder = mkdtempSync(join(tmpdir(), 'fault-'));
  cpSync(good, folder, { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change.reduce((text, [from, to]) => text.replace(from, () => to), before);
  if (after === before) return ['the page has no such text any more'];
  writeFileSync(path, after);
  const groups = await checkFile(browser, readSet(folder), file, modes.map((mode) => MODES[mode]));
  const faults = [];
  if (!groups[group].some((fault) => fault.includes(says))) faults.push(`not found by ${group}: ${groups[group].join('; ') || 'it says nothing'}`);
  for (const [other, found] of Object.entries(groups)) {
    if (other !== group && !also.includes(other) && found.length) faults.push(`${other} complains as well: ${found[0]}`);
  }
  return faults;
}, ({ name, group }, faults) => tally.add(name, { [group]: faults }));
await browser.close();
process.exitCode = tally.close();
