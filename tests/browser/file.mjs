// All check groups of one HTML file: each gives a list of faults.
import { MODES, withPage } from './browser.mjs';
import { brokenLinks, urlOf } from './set.mjs';
import { axeFaults, anatomy, overflow } from './page.mjs';
import { keyboardFaults } from './keyboard.mjs';
import { filterFaults, sortFaults, withoutScript } from './report.mjs';
import { planFaults } from './plan.mjs';
import { printFaults } from './print.mjs';

export async function checkFile(browser, set, file, modes = MODES) {
  const url = urlOf(set, file);
  const quiet = new Gathered();
  const groups = { links: new Gathered(), structure: new Gathered(), layout: new Gathered(), axe: new Gathered() };
  const visit = async (mode, use, options) => {
    try {
      const { answer, wrong } = await withPage(browser, url, mode, use, options);
      quiet.add(mode, wrong);
      return answer;
    } catch (error) {
      return [`the check broke off: ${error.message.split('\n')[0]}`];
    }
  };
  for (const mode of modes) {
    const broke = await visit(mode, async (page) => {
      const { links, ids, faults } = await anatomy(page);
      groups.links.add(mode, brokenLinks(set, file, links, ids));
      groups.structure.add(mode, faults);
      groups.layout.add(mode, await overflow(page));
      groups.axe.add(mode, await axeFaults(page));
    });
    if (broke) groups.structure.add(mode, broke);
  }
  groups.keyboard = new Gathered();
  for (const mode of modes.slice(0, 2)) groups.keyboard.add(mode, await visit(mode, keyboardFaults));
  if (file === 'report.html') {
    for (const [group, check, options] of [
      ['without script', (page) => withoutScript(page, set), { javaScriptEnabled: false }],
      ['sorting', sortFaults],
      ['filter', filterFaults],
    ]) {
      groups[group] = new Gathered();
      for (const mode of modes.slice(0, 2)) groups[group].add(mode, await visit(mode, check, options));
    }
  }
  if (file === 'plan.html') {
    groups.plan = new Gathered();
    for (const mode of modes) groups.plan.add(mode, await visit(mode, (page) => planFaults(page, set), { javaScriptEnabled: false }));
  }
  groups.print = new Gathered();
  groups.print.add(modes[0], await visit(modes[0], (page) => printFaults(page, set, file)));
  return Object.fromEntries(Object.entries({ quiet, ...groups }).map(([name, group]) => [name, group.faults(modes)]));
}

/** Faults of several modes; one that several share is said once. */
class Gathered {
  found = new Map();

  add(mode, faults) {
    for (const fault of new Set(faults)) this.found.set(fault, new Set([...this.found.get(fault) ?? [], mode.name]));
  }

  faults(modes) {
    return [...this.found].map(([fault, names]) => `[${names.size === modes.length ? 'all' : [...names].join(', ')}] ${fault}`);
  }
}
