// Counting: completeness and must-pass criteria, as the score counts them.

function standing(card) {
  const counted = card.items.filter((item) => item.verdict.counted);
  return {
    open: card.items.some((item) => isOpen(item.verdict.state)),
    counted: counted.length > 0,
    assessed: counted.every((item) => !isOpen(item.verdict.state)),
    full: counted.length > 0 && counted.every((item) => item.verdict.full),
    problems: card.items.flatMap((item) => item.verdict.problems).filter((problem) => problem.weight !== 'note').length,
  };
}

function counts() {
  const all = cards.map((card) => ({ card, ...standing(card) }));
  const counted = all.filter((one) => one.counted);
  const must = counted.filter((one) => one.card.criterion.critical);
  const assessed = counted.filter((one) => one.assessed).length;
  return {
    counted: counted.length, assessed, must: must.length, mustMet: must.filter((one) => one.full).length,
    mustOpen: must.filter((one) => !one.assessed).length,
    percent: counted.length ? percentOf(fraction(BigInt(assessed), BigInt(counted.length))) : null,
  };
}

function drawCounts() {
  const now = counts();
  const notMet = now.must - now.mustMet - now.mustOpen;
  const complete = now.percent === null ? 'nothing counts yet' : `${now.percent} % complete (${now.assessed} of ${now.counted} that count)`;
  const open = now.mustOpen ? h('button', { type: 'button', class: 'plain', 'data-do': 'must-open' }, `${now.mustOpen} open`) : '0 open';
  $('progress').replaceChildren(h('strong', {}, complete), h('br'), `Must-pass: ${now.mustMet} of ${now.must} met, ${notMet} not met, `, open);
  for (const part of sections) {
    const done = part.cards.filter((card) => !standing(card).open).length;
    const must = part.cards.filter((card) => card.criterion.critical && standing(card).open).length;
    $(`${part.id}-count`).textContent = `${done} of ${part.cards.length}${must ? `, ${must} must-pass open` : ''}`;
    $(`${part.id}-bar`).value = done;
  }
  drawProblems();
}

function drawCard(card) {
  const element = $(card.criterion.id);
  const words = [...new Set(card.items.map((item) => STATES[item.verdict.state]))];
  const state = element.querySelector('.state');
  state.textContent = words.join('; ');
  const { open, full } = standing(card);
  state.classList.toggle('answered', !open);
  state.classList.toggle('full', full);
}

function drawProblems() {
  const weight = { error: 'Problem', warning: 'Warning', note: 'Note' };
  const all = items.flatMap((item) => item.verdict.problems.map((problem) => ({ item, problem })));
  const count = (name) => all.filter(({ problem }) => problem.weight === name).length;
  const box = $('problems');
  const identifiers = all.filter(({ problem }) => problem.code === 'identifier').length;
  const sums = ['error', 'warning', 'note'].filter(count).map((name) => many(count(name), name));
  $('problems-title').textContent = `Problems: ${sums.join(', ') || 'none found'}`;
  const told = JSON.stringify(all.map(({ item, problem }) => [item.index, problem]));
  if (told === drawProblems.told) return;
  drawProblems.told = told;
  const list = all.map(({ item, problem }) => h('li', { class: problem.weight, 'data-code': problem.code },
    h('a', { href: `#${controlOf(item, problem).id}`, 'data-go': item.index }, `${item.criterion.id}${item.place.location ? `, ${item.place.location}` : ''}`),
    ` ${weight[problem.weight]}: ${problem.text}`));
  const texts = identifiers ? `${many(identifiers, 'field')} may hold a patient identifier.`
    : 'No simple pattern of a patient identifier was found. Names and rare cases are never recognized: read your texts.';
  $('problem-list').replaceChildren(h('p', {}, texts), ...(list.length ? [h('ul', {}, list)] : []));
  box.hidden = false;
}

