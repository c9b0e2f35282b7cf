// Checks every HTML file of the sets named on the command line; `--screens FOLDER` takes pictures besides.
import { launch } from './browser.mjs';
import { readSet } from './set.mjs';
import { checkFile } from './file.mjs';
import { takeScreens } from './screens.mjs';
import { Tally, inPairs } from './tally.mjs';

const words = process.argv.slice(2);
const at = words.indexOf('--screens');
const screens = at < 0 ? null : words.splice(at, 2)[1];
const sets = words.map(readSet);
const tally = new Tally();
const browser = await launch();
const jobs = sets.flatMap((set) => set.files.map((file) => ({ set, file })));
await inPairs(jobs, async ({ set, file }) => {
  const groups = await checkFile(browser, set, file);
  if (screens) await takeScreens(browser, set, file, screens);
  return groups;
}, ({ set, file }, groups) => tally.add(`${set.name}/${file}`, groups));
await browser.close();
for (const set of sets) tally.add(set.name, { set: set.faults });
process.exitCode = tally.close();
