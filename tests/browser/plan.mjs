// What plan.html promises: a bar for each action, the critical path told without color, names that end before the bars.

export async function planFaults(page, set) {
  const faults = [];
  const { charts, rows, overlaps } = await page.evaluate(look);
  const path = charts.reduce((sum, chart) => sum + chart.path, 0);
  const bars = charts.reduce((sum, chart) => sum + chart.path + chart.float, 0);
  if (set.plan) {
    const { actions } = set.plan;
    if (bars !== actions.length) faults.push(`${bars} bars, plan.json has ${actions.length} actions`);
    const critical = actions.filter((action) => action.critical_path).length;
    if (path !== critical) faults.push(`${path} bars on the critical path, plan.json has ${critical}`);
    if (rows !== actions.length) faults.push(`${rows} rows of actions, plan.json has ${actions.length}`);
  }
  for (const { thick, thin, height } of charts) {
    if (thick && thin && thick < 1.5 * thin) faults.push(`the critical path is told by color alone: bars ${thick} and ${thin} high`);
    if (height > 900) faults.push(`a chart is ${height} units high: no page of paper holds it`);
  }
  return [...faults, ...overlaps];
}

/** In the page: the charts, and texts in them that lie over each other or leave the chart. */
function look() {
  const overlaps = [];
  const charts = [...document.querySelectorAll('svg')].map((svg) => {
    const heightOf = (name) => svg.querySelector(`rect.${name}`)?.getAttribute('height') ?? 0;
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, rect: text.getBoundingClientRect() }));
    for (const [at, { text, rect }] of texts.entries()) {
      if (rect.left < box.left - 1 || rect.right > box.right + 1) overlaps.push(`leaves the chart: ${text}`);
      for (const other of texts.slice(at + 1)) {
        const wide = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const high = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
        if (wide > 1 && high > rect.height / 3) overlaps.push(`over each other: ${text} | ${other.text}`);
      }
    }
    const bars = [...svg.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect().left);
    const first = Math.min(...bars);
    for (const name of svg.querySelectorAll('text.name')) {
      if (name.getBoundingClientRect().right > first + 1) overlaps.push(`runs into the bars: ${name.textContent}`);
    }
    return {
      path: svg.querySelectorAll('rect.path').length,
      float: svg.querySelectorAll('rect.float').length,
      thick: Number(heightOf('path')),
      thin: Number(heightOf('float')),
      height: svg.viewBox.baseVal.height,
    };
  });
  return { charts, rows: document.querySelectorAll('#actions tbody tr').length, overlaps };
}
