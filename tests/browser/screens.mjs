// Pictures for people to look at: each page in each mode, and each sheet of paper.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MODES, withPage } from './browser.mjs';
import { PAPERS } from './print.mjs';
import { urlOf } from './set.mjs';

const STEP = 8000; // Chromium cannot draw a picture of any height

export async function takeScreens(browser, set, file, folder) {
  const name = file.replace(/\.html$/, '').replaceAll('/', '-');
  const to = join(folder, set.name);
  mkdirSync(to, { recursive: true });
  for (const mode of MODES) {
    await withPage(browser, urlOf(set, file), mode, async (page) => {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let y = 0, part = 1; y < height; y += STEP, part += 1) {
        const clip = { x: 0, y, width: mode.width, height: Math.min(STEP, height - y) };
        await page.screenshot({ path: join(to, `${name}-${mode.scheme}-${mode.width}-${part}.png`), fullPage: true, clip });
      }
      if (mode !== MODES[0]) return;
      for (const paper of PAPERS) {
        const pdf = join(to, `${name}-${paper}.pdf`);
        await page.pdf({ path: pdf, format: paper });
        execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(to, `${name}-${paper}`)]);
        rmSync(pdf);
      }
    });
  }
}
