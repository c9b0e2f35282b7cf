// Chromium, and a page of it that writes down everything that must not happen.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.BROWSER_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
export const axe = require('axe-core');

export const MODES = ['light', 'dark'].flatMap((scheme) =>
  [1280, 390].map((width) => ({ scheme, width, name: `${scheme} ${width}` })));

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      // whatever a page asks for is seen, and goes nowhere
      '--host-resolver-rules=MAP * ~NOTFOUND',
    ],
  });
}

/** Opens `url`, lets `use(page)` work, and returns its answer and what the page did wrong meanwhile. */
export async function withPage(browser, url, mode, use, { leaves = false, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: mode.width, height: mode.width < 600 ? 844 : 900 },
    colorScheme: mode.scheme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
    ...options,
  });
  const wrong = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning', 'assert'].includes(message.type())) wrong.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
    page.on('crash', () => wrong.push('the page crashed'));
    page.on('dialog', (dialog) => {
      if (leaves && dialog.type() === 'beforeunload') return dialog.accept(); // a form asks before it is left
      wrong.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on('websocket', (socket) => wrong.push(`request: ${socket.url()}`));
    page.on('request', (request) => {
      const asked = request.url();
      if (asked.split('#')[0] !== url && !/^(data|blob):/.test(asked)) wrong.push(`request: ${asked}`);
    });
    await page.addInitScript(() => {
      globalThis.refused = [];
      addEventListener('securitypolicyviolation', (event) =>
        globalThis.refused.push(`CSP violation: ${event.effectiveDirective} forbids ${event.blockedURI}`));
    });
    await page.goto(url, { waitUntil: 'load' });
    if (options.javaScriptEnabled !== false) await settled(page); // without script no frame calls back
    const answer = await inTime(use(page));
    wrong.push(...await page.evaluate(() => globalThis.refused ?? []));
    return { answer, wrong: [...new Set(wrong)] };
  } finally {
    await context.close();
  }
}

/** Fonts are there and two frames were drawn. */
export function settled(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}

function inTime(promise) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer in three minutes')), 180_000).unref();
  });
  return Promise.race([promise, late]);
}
