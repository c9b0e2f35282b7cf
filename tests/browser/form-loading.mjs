// The check groups of loading: another day, another computer, another program's spelling, another one's sheet.
import { differences, fill, load, modelOf, rowsOf, save, shownIn, storedIn, visit } from './form.mjs';

/** On another computer: nothing is there, the sheet is loaded, and saved again it is the same to the byte. */
export async function loadFaults(browser, house, { filled, sheet }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const found = (await storedIn(page)).length ? ['a new browser holds something already'] : [];
    await load(page, sheet);
    await page.locator('#loaded').waitFor();
    found.push(...differences(filled, await shownIn(page)));
    const said = await page.locator('#saved').innerText();
    if (!said.includes('Loaded from saved.csv') || said.includes('no file holds')) found.push(`an empty form took the whole file, and says “${said}”`);
    const again = await save(page);
    if (again.text !== sheet) found.push('loaded and saved again, the sheet is another');
    await load(page, sheet.replaceAll(',not_met,', ',met,'));
    const asked = await page.locator('#ask').evaluate((dialog) => dialog.open);
    if (!asked) found.push('a file that contradicts the page is taken over without asking');
    else {
      await page.locator('#ask button', { hasText: 'Keep what is here' }).click();
      found.push(...differences(filled, await shownIn(page)).map((fault) => `kept: ${fault}`));
    }
    await load(page, sheet.replaceAll(`,${house.round},${house.party}\r\n`, `,1999,${house.party}\r\n`));
    const refused = async (what, why) => {
      const told = await page.locator('#loaded').innerText();
      if (!told.includes('Nothing was taken over') && !told.includes('workbook')) found.push(`a sheet of ${what} is taken: ${told}`);
      else if (!told.includes(why)) found.push(`a sheet of ${what} is refused, and not said why: ${told}`);
      found.push(...differences(filled, await shownIn(page)).map((fault) => `${what}: ${fault}`));
    };
    await refused('another round', '1999');
    const { facility, checklists: [{ reference }] } = await modelOf(page);
    await load(page, sheet.replaceAll(`,${facility.id},${house.round},`, `,elsewhere,${house.round},`));
    await refused('another facility', 'elsewhere');
    await load(page, sheet.replaceAll(reference, `${reference.split('@')[0]}@0.9.0`));
    await refused('another version', '@0.9.0');
    await load(page, 'checklist,criterion,response\r\nother@1.0.0,ZZ-01,met\r\n');
    await refused('other questions', 'No row');
    await load(page, 'PK\u0003\u0004');
    await refused('a workbook', 'CSV');
    return found;
  });
  return [...faults, ...wrong];
}

/** An answer to another wording is not taken for one; sheets that a spreadsheet program wrote are read. */
export async function wordingFaults(browser, house, { filled, sheet }) {
  const { answer: faults, wrong } = await visit(browser, house, async (page) => {
    const found = [];
    const at = filled.findIndex(({ answer }) => ['met', 'not_met'].includes(answer.response));
    const place = page.locator(`[data-item="${at}"]`);
    const isFormer = async (what) => {
      const shown = (await shownIn(page))[at];
      if (shown.response) found.push(`${what}: an answer to another wording counts`);
      if (shown.comment !== filled[at].answer.comment) found.push(`${what}: its comment is lost`);
      if (!(await place.locator('.former').innerText()).includes(filled[at].answer.response.replace('_', ' '))) found.push(`${what}: the old answer is not shown`);
    };
    await fill(page, filled[at]);
    await page.waitForTimeout(400);
    await page.evaluate((print) => {
      for (const [key, text] of Object.entries(localStorage)) localStorage.setItem(key, text.replaceAll(print, 'bcdfghjk'));
    }, filled[at].criterion.fingerprint);
    await page.reload();
    await isFormer('kept');
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await load(page, sheet.replaceAll(filled[at].criterion.fingerprint, 'bcdfghjk'));
    await page.locator('#loaded').waitFor();
    await isFormer('loaded');
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    const excel = rowsOf(sheet).map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\n');
    await load(page, `sep=;\n${excel}`);
    await page.locator('#loaded').waitFor();
    found.push(...differences(filled, await shownIn(page)).map((fault) => `with semicolons: ${fault}`));
    return found;
  });
  return [...faults, ...wrong];
}
