// What a page is made of: language, headings, ids, references, graphics, width, and axe-core's verdict.
import { axe } from './browser.mjs';

/** Violations of every rule that is on by itself, best practices among them, and of WCAG 2.2's target size. */
export async function axeFaults(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? '';
    return `${id}: ${help}. ${why}\nat ${node.target.flat().join(' ')}\n${node.html.slice(0, 200)}`;
  }));
}

/** Links and ids of the page, and the faults of its structure. */
export function anatomy(page) {
  return page.evaluate(() => {
    const faults = [];
    const all = [...document.querySelectorAll('*')];
    const short = (element) => element.cloneNode(false).outerHTML.slice(0, 120);
    if (!document.documentElement.lang) faults.push('html has no lang');
    if (!document.title.trim()) faults.push('the page has no title');

    const headings = all.filter((element) => /^H[1-6]$/.test(element.tagName) && element.checkVisibility());
    const firsts = headings.filter((heading) => heading.tagName === 'H1').length;
    if (firsts !== 1) faults.push(`${firsts} h1, must be one`);
    let above = 0;
    for (const heading of headings) {
      const level = Number(heading.tagName[1]);
      if (level > above + 1) faults.push(`heading skips from h${above} to h${level}: ${heading.textContent.trim()}`);
      above = level;
    }

    const ids = all.filter((element) => element.hasAttribute('id')).map((element) => element.id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`id twice: ${id}`);
    for (const name of ['for', 'headers', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        for (const id of element.getAttribute(name).split(/\s+/).filter(Boolean)) {
          if (!document.getElementById(id)) faults.push(`${name} refers to nothing: ${short(element)}`);
        }
      }
    }

    for (const svg of document.querySelectorAll('svg')) {
      const { width, height } = svg.getBoundingClientRect();
      if (svg.closest('[aria-hidden="true"]') && width <= 48 && height <= 48) continue; // an ornament
      const labels = (svg.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent);
      const name = svg.getAttribute('aria-label') || labels.join('') || svg.querySelector(':scope > title')?.textContent;
      if (!svg.getAttribute('role') || !name?.trim()) faults.push(`svg without role and name: ${short(svg)}`);
      if (!svg.closest('figure, section')?.querySelector('table')) faults.push(`chart without a table in its figure or section: ${short(svg)}`);
    }

    // a resource that was not even asked for, as an icon or a preload that the browser put off
    for (const element of document.querySelectorAll('link[href], [src], [srcset], [poster], object[data]')) {
      for (const name of ['href', 'src', 'srcset', 'poster', 'data']) {
        const value = element.getAttribute(name);
        if (value && !/^(data:|#)/i.test(value)) faults.push(`not self-contained: ${short(element)}`);
      }
    }
    const links = [...document.querySelectorAll('a[href], area[href]')].map((link) => link.getAttribute('href'));
    return { links, ids, faults };
  });
}

/** The page never scrolls sideways; what does has a name and can be focused. */
export function overflow(page) {
  return page.evaluate(() => {
    const faults = [];
    const root = document.documentElement;
    const short = (element) => element.cloneNode(false).outerHTML.slice(0, 120);
    const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const within = (element) => { // a container between the element and the page that scrolls or cuts
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      }
      return false;
    };
    for (const element of [root, document.body]) {
      if (/hidden|clip/.test(getComputedStyle(element).overflowX)) faults.push(`${element.tagName.toLowerCase()} hides what is too wide`);
    }
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !within(element));
      faults.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}: ${wide.slice(-3).map(short).join(' ')}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (!scrolls(element) || element.scrollWidth <= element.clientWidth + 1 || element.matches('input, textarea, select')) continue;
      if (element.tabIndex < 0) faults.push(`scrolls sideways and cannot be focused: ${short(element)}`);
      if (!element.hasAttribute('role') && !element.matches('section, table')) faults.push(`scrolls sideways and has no role: ${short(element)}`);
      if (!element.hasAttribute('aria-label') && !element.hasAttribute('aria-labelledby')) faults.push(`scrolls sideways and has no label: ${short(element)}`);
    }
    return faults;
  });
}
