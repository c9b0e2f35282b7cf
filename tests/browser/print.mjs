// Prints a page on A4 and on Letter and reads the paper: pages, blanks, running heads, one card a page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PAPERS = ['A4', 'Letter'];

export async function printFaults(page, set, file) {
  const faults = [];
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const cards = await page.evaluate(() => [...document.querySelectorAll('article.card')].map((card) => ({
    id: card.id,
    title: card.querySelector('h1, h2, h3, h4, h5, h6')?.innerText.trim() ?? '',
  })));
  for (const paper of PAPERS) {
    const pdf = join(folder, `${paper}.pdf`);
    await page.pdf({ path: pdf, format: paper });
    const pages = textOf(pdf);
    const fault = (text) => faults.push(`${paper}: ${text}`);
    if (file === 'exit.html' && pages.length > 2) fault(`${pages.length} pages, at most two`);
    for (const number of blanks(pages)) fault(`page ${number} of ${pages.length} is blank`);
    if (!['report.html', 'plan.html'].includes(file)) continue;
    if (set.facility) {
      const name = squeezed(set.facility);
      pages.forEach((text, index) => {
        if (!squeezed(text).includes(name)) fault(`page ${index + 1} of ${pages.length} does not bear the facility's name`);
      });
    }
    if (file === 'plan.html') continue;
    cardFaults(cards, pages, destinations(pdf)).forEach(fault);
  }
  faults.push(...await cutInPrint(page));
  rmSync(folder, { recursive: true });
  return faults;
}

/** Each card begins at the head of a page of its own that bears its title. Places are those of links to it. */
function cardFaults(cards, pages, places) {
  const faults = [];
  const taken = new Map();
  for (const { id, title } of cards) {
    const place = places.get(id);
    if (!title) faults.push(`card ${id} has no heading`);
    if (!place) {
      faults.push(`card ${id}: no link leads to it, or it is not printed`);
      continue;
    }
    if (taken.has(place.page)) faults.push(`cards ${taken.get(place.page)} and ${id} share page ${place.page}`);
    taken.set(place.page, id);
    if (place.below > 120) faults.push(`card ${id} begins ${place.below} points below the head of page ${place.page}`);
    const text = pages[place.page - 1].replace(/\s+/g, ' ');
    const lost = title.split(/\s+/).filter((word) => !text.includes(word));
    if (lost.length) faults.push(`page ${place.page} lacks of the title of ${id}: ${lost.join(' ')}`);
  }
  return faults;
}

/** Where the ids that links lead to are: page, and how far below its head. */
function destinations(pdf) {
  const height = Number(/Page size:\s+[\d.]+ x ([\d.]+)/.exec(tool('pdfinfo', pdf))[1]);
  const lines = tool('pdfinfo', '-dests', pdf).matchAll(/^\s*(\d+) \[ XYZ\s+\S+\s+(\S+)\s+\S+\s*\] "(.*)"$/gm);
  return new Map([...lines].map(([, page, top, id]) => [decodeURIComponent(id), { page: Number(page), below: Math.round(height - top) }]));
}

/** The pages that hold nothing but what repeats on most pages (heads, feet, page numbers). */
function blanks(pages) {
  const lines = pages.map((text) => [...new Set(text.split('\n').map((line) => line.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim()))].filter(Boolean));
  const count = new Map();
  for (const line of lines.flat()) count.set(line, (count.get(line) ?? 0) + 1);
  const running = (line) => /^page 0( of 0)?$/i.test(line) || (pages.length > 2 && count.get(line) > pages.length / 2);
  return lines.flatMap((own, index) => (own.every(running) ? [index + 1] : []));
}

/** On paper nothing can be scrolled: no box may cut its content. */
export async function cutInPrint(page) {
  await page.setViewportSize({ width: 680, height: 960 }); // A4 and Letter less usual margins
  await page.emulateMedia({ media: 'print' });
  return page.evaluate(() => [...document.body.querySelectorAll('*')]
    .filter((element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX)
      && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !element.closest('svg'))
    .map((element) => `cut off on paper: ${element.cloneNode(false).outerHTML.slice(0, 120)}`));
}

export const textOf = (pdf) => tool('pdftotext', '-layout', pdf, '-').split('\f').slice(0, -1);
const squeezed = (text) => text.replace(/\s+/g, '');
const tool = (...words) => execFileSync(words[0], words.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
