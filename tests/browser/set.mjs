// A set: the folder that `report --all` wrote, what report.json and plan.json say of it, and links between its files.
// A folder with plan.html and no index is that of a plan alone.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export function readSet(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map(String).filter((file) => file.endsWith('.html')).map((file) => file.split(sep).join('/')).sort();
  if (files.includes('plan.html') && !files.includes('index.html')) return readPlan(folder, files);
  const faults = [];
  for (const wanted of ['index.html', 'report.html', 'exit.html']) {
    if (!files.includes(wanted)) faults.push(`${wanted} is missing`);
  }
  if (!files.some((file) => file.startsWith('departments/'))) faults.push('departments/ holds no page');
  const set = { folder: resolve(folder), name: basename(resolve(folder)), files, faults, facility: null, cards: null, plan: null };
  const json = join(folder, 'report.json');
  if (existsSync(json)) {
    const report = JSON.parse(readFileSync(json, 'utf8'));
    set.facility = (report.score ?? report).facility.name;
    const gaps = report.gaps.gaps ?? report.gaps;
    set.cards = gaps.map((gap) => ['gap', gap.criterion, gap.location].filter(Boolean).join('-'));
  } else {
    faults.push('report.json is missing: it says the name of the facility and the gaps that have cards');
  }
  // a program without tiers, or one that cannot be reached, has no plan: then none of its files is there
  const planned = ['html', 'json', 'md', 'xlsx', 'csv', 'ics'].map((format) => `plan.${format}`);
  const absent = planned.filter((file) => !existsSync(join(folder, file)));
  if (absent.length && absent.length < planned.length) faults.push(`a part of the plan is missing: ${absent.join(', ')}`);
  if (!absent.includes('plan.json')) set.plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  return set;
}

function readPlan(folder, files) {
  const set = { folder: resolve(folder), name: basename(resolve(folder)), files, faults: [], facility: null, cards: null, plan: null };
  const json = join(folder, 'plan.json');
  if (existsSync(json)) {
    set.plan = JSON.parse(readFileSync(json, 'utf8'));
    set.facility = set.plan.facility.name;
  } else {
    set.faults.push('plan.json is missing: it says the name of the facility and what is planned');
  }
  return set;
}

export const urlOf = (set, file) => pathToFileURL(join(set.folder, file)).href;

/** What is wrong with the links of a page; `links` as written in it. */
export function brokenLinks(set, file, links, ids) {
  const faults = [];
  for (const link of new Set(links)) {
    if (/^(https?|mailto):/i.test(link)) continue;
    if (/^[a-z][a-z0-9+.-]*:/i.test(link) || link.startsWith('/')) {
      faults.push(`link ${link}: neither relative nor to the web`);
      continue;
    }
    const target = new URL(link, urlOf(set, file));
    const fragment = decodeURIComponent(target.hash.slice(1));
    target.hash = '';
    const path = fileURLToPath(target);
    const name = relative(set.folder, path).split(sep).join('/');
    if (name.startsWith('..')) faults.push(`link ${link}: leads out of the set`);
    else if (!existsSync(path) || !statSync(path).isFile()) faults.push(`link ${link}: no such file`);
    else if (link.includes('#') && !(name === file ? ids : idsIn(path)).includes(fragment)) {
      faults.push(`link ${link}: nothing has that id`);
    }
  }
  return faults;
}

const idsIn = (path) =>
  [...readFileSync(path, 'utf8').matchAll(/\sid=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)].map((m) => m[1] ?? m[2] ?? m[3]);
