// Tab through the whole page: order of the document, every stop to be seen, no trap, none left out.

export async function keyboardFaults(page) {
  const expected = await page.evaluate(() => {
    const usual = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [contenteditable], [tabindex]';
    const tabbable = [...document.querySelectorAll(usual)].filter((element) =>
      element.tabIndex >= 0 && !element.matches(':disabled') && !element.closest('[inert]')
      && !element.matches('input[type=radio]') && element.checkVisibility({ visibilityProperty: true }));
    globalThis.walk = { tabbable, stops: [] };
    return tabbable.length;
  });
  const faults = [];
  for (let presses = 0; presses < 2 * expected + 20; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(look);
    faults.push(...stop.faults);
    if (stop.end) break;
  }
  faults.push(...await page.evaluate(() => {
    const { tabbable, stops } = globalThis.walk;
    const short = (element) => element.outerHTML.slice(0, 120);
    const missed = tabbable.filter((element) => !stops.includes(element)).map((element) => `Tab never reaches ${short(element)}`);
    const first = document.querySelector('a[href]');
    if (first && stops[0] !== first) missed.push(`the first stop is not the first link: ${stops[0] ? short(stops[0]) : 'nothing'}`);
    return missed;
  }));
  return faults;
}

/** In the page: looks at the element that has the focus now. */
async function look() {
  const { stops } = globalThis.walk;
  const stop = document.activeElement;
  if (!stop || stop === document.body || stop === document.documentElement) return { end: true, faults: [] };
  const short = stop.outerHTML.slice(0, 120);
  if (stop === stops.at(-1) && stop.type === 'date') return { end: false, faults: [] }; // month, day, year and calendar
  if (stops.includes(stop)) return { end: true, faults: stop === stops[0] ? [] : [`Tab is trapped at ${short}`] };
  const faults = [];
  if (stops.length && !(stops.at(-1).compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    faults.push(`the focus jumps back to ${short}`);
  }
  stops.push(stop);

  const inside = (rect) => rect.width > 1 && rect.height > 1
    && rect.bottom > 0 && rect.right > 0 && rect.top < innerHeight && rect.left < innerWidth;
  const rects = () => [...stop.getClientRects()].filter(inside);
  const until = performance.now() + 1000; // scrolling into view takes frames
  while (!rects().length && performance.now() < until) await new Promise(requestAnimationFrame);
  if (!rects().length) faults.push(`focused, but not in view: ${short}`);
  const seen = rects().some((rect) => [0.1, 0.5, 0.9].some((share) => {
    const x = Math.min(Math.max(rect.left + rect.width * share, 0), innerWidth - 1);
    const y = Math.min(Math.max(rect.top + rect.height * share, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return top && (stop.contains(top) || top.closest('label')?.control === stop);
  }));
  if (rects().length && !seen) faults.push(`focused, but covered by something: ${short}`);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(stop);
  if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') faults.push(`focused without outline or shadow: ${short}`);
  return { end: false, faults };
}
