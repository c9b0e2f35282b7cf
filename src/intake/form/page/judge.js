// What an answer comes to, and what is wrong with it: the rules of `concordant check`, while one types.

const WORDS = { met: 'met', partial: 'partial', not_met: 'not met', not_applicable: 'not applicable' };
const REASONS = {
  policy_only: 'policy only: written down, not yet done',
  some_locations: 'some locations: done in some places',
  some_cases: 'some cases: done in some cases',
  in_progress: 'in progress: begun',
};
const STATES = {
  open: 'not answered', met: 'met', partial: 'partly met', not_met: 'not met', not_applicable: 'not applicable',
  too_small: 'too few cases', claimed: 'not applicable, claimed', unusable: 'cannot be used',
};
/** States that leave a criterion not assessed. */
const isOpen = (state) => ['open', 'too_small', 'claimed', 'unusable'].includes(state);

/** The state of an answer, whether it counts and in full, its problems, and its rate in words. */
function judge(criterion, place, answer) {
  const problems = [];
  const say = (weight, code, field, text, piece) => problems.push({ weight, code, field, text, piece });
  checkDates(answer, say);
  checkWords(answer, say);
  checkIdentifiers(answer, say);
  const result = given(criterion, place, answer, say);
  if (result.state === 'met' && !answer.evidence.some((piece) => piece.reference.trim())) {
    say('note', '', 'reference', 'Met, and no evidence is named. Say which document, count or observation shows it.', 0);
  }
  const counted = criterion.scored && result.state !== 'not_applicable';
  return { rate: '', full: false, ...result, counted, problems };
}

function given(criterion, place, answer, say) {
  const { response } = answer;
  const level = (criterion.levels || []).find((known) => known.id === response);
  if (level) return { state: level.credit === 'full' ? 'met' : level.credit === 'none' ? 'not_met' : 'partial', full: level.credit === 'full' };
  if (response === 'not_applicable') return notApplicable(place, answer, say);
  if (criterion.measure) return measured(criterion, answer, say);
  return worded(criterion, answer, say);
}

function notApplicable(place, answer, say) {
  if (!answer.reason.trim()) {
    say('error', 'C408', 'reason', 'Say why this cannot apply here.');
    return { state: 'unusable' };
  }
  if (place.unknown.length || model.reviewer) return { state: 'not_applicable' };
  say('warning', 'C424', 'response', 'The services of the facility say that this applies. Not applicable stays a claim, '
    + 'and the criterion not assessed, until a reviewer agrees.');
  return { state: 'claimed' };
}

const hasNumbers = (answer) => ['value', 'numerator', 'denominator'].some((field) => answer[field].trim());

function worded(criterion, answer, say) {
  const { response } = answer;
  if (!response) {
    if (hasNumbers(answer)) say('warning', 'C437', 'response', 'Numbers without an answer. This criterion is answered by a word.');
    return { state: 'open' };
  }
  if (response === 'met') return { state: 'met', full: true };
  if (response === 'not_met') return { state: 'not_met' };
  if (criterion.scale === 'binary') {
    say('error', 'C407', 'response', 'This criterion is met or not met, nothing between. Choose not met as long as any part is missing.');
    return { state: 'unusable' };
  }
  if (!answer.partial) say('warning', 'C409', 'partial', 'Say why only partly.');
  if (answer.reason.trim()) {
    say('warning', '', 'reason', 'With partial, this text is not saved to the sheet. Move it to the comment, or clear it.');
  }
  return { state: 'partial' };
}

function measured(criterion, answer, say) {
  const { response } = answer;
  const { measure } = criterion;
  if (!hasNumbers(answer)) return withoutNumbers(criterion, response, say);
  const numbers = readNumbers(measure, answer, say);
  if (!numbers) return { state: 'unusable' };
  if (!numbers.value) return { state: 'not_applicable', rate: 'No eligible cases: not applicable by itself.' };
  const reached = !(measure.higher ? less(numbers.value, numbers.target) : less(numbers.target, numbers.value));
  const agrees = response === 'met' ? reached : response === '' ? true : !reached;
  if (!agrees) {
    say('error', 'C412', 'response', `The answer says ${WORDS[response]}, the numbers say ${shown(measure, numbers.value)} against a target of `
      + `${measure.target_text}. The numbers count; correct one of them.`);
  }
  const cases = numbers.denominator;
  const of = cases && numbers.numerator && measure.percent ? ` (${plainOf(numbers.numerator)} of ${plainOf(cases)})` : '';
  const side = measure.higher ? 'at least' : 'at most';
  const rate = `${shown(measure, numbers.value)}${of}. Target: ${side} ${measure.target_text}`;
  if (cases && measure.minimum && less(cases, fraction(BigInt(measure.minimum), 1n))) {
    const text = `Too few cases: ${plainOf(cases)}, at least ${measure.minimum} are needed. It counts as not assessed; add cases, for example by a longer period.`;
    say('note', 'C435', 'denominator', text);
    return { state: 'too_small', rate: `${rate}; too few cases to judge.` };
  }
  if (reached) return { state: 'met', full: true, rate: `${rate}, reached.` };
  const step = measure.steps.some((at) => !(measure.higher ? less(numbers.value, exact(at)) : less(exact(at), numbers.value)));
  return { state: step ? 'partial' : 'not_met', rate: `${rate}, not reached.` };
}

function withoutNumbers(criterion, response, say) {
  if (!response) return { state: 'open' };
  if (response === 'not_met') return { state: 'not_met' };
  if (response === 'partial') {
    say('error', 'C407', 'response', 'A measure is partly met only by its numbers. Give numerator, denominator and period.');
    return { state: 'unusable' };
  }
  if (criterion.critical) {
    say('error', 'C414', 'response', 'This criterion is must-pass; met without numbers is not assessed. Give numerator, denominator and period.');
    return { state: 'unusable' };
  }
  say('warning', 'C413', 'response', 'Met without numbers counts, and is listed as such. Give numerator, denominator and period.');
  return { state: 'met', full: true };
}

/** Numerator, denominator and value; null after an error that leaves nothing to go by. */
function readNumbers(measure, answer, say) {
  const read = { target: exact(measure.target) };
  let usable = true;
  for (const field of ['numerator', 'denominator']) {
    if (!answer[field].trim()) continue;
    read[field] = countOf(answer[field]);
    if (!read[field]) {
      say('error', 'C410', field, 'Write a whole number of cases, digits only.');
      usable = false;
    }
  }
  const counts = Boolean(read.numerator && read.denominator);
  const stated = statedValue(measure, answer.value, counts, say);
  if (!usable || stated === false) return null;
  if (counts && measure.percent && less(read.denominator, read.numerator)) {
    say('error', 'C411', 'numerator', 'The numerator is above the denominator. Exchange them, or correct the one that is wrong.');
    return null;
  }
  if (read.denominator && !read.denominator.above) return read;
  const counted = counts && measure.percent ? ratio(read.numerator, read.denominator) : null;
  if (counted && stated) checkStated(measure, answer.value, counted, stated, say);
  read.value = counted || stated;
  if (read.value) return read;
  if (measure.percent) {
    const field = answer.numerator.trim() ? 'denominator' : 'numerator';
    say('error', 'C410', field, 'The measure is incomplete. Give numerator and denominator, or the rate.');
  } else say('error', 'C410', 'value', 'The measure is incomplete. Give the number here.');
  return null;
}

/** The value; null where the field is blank, false where it cannot be used. */
function statedValue(measure, text, counts, say) {
  const cell = text.trim();
  if (!cell) return null;
  const wrong = (code, message) => { say('error', code, 'value', message); return false; };
  const found = valueOf(cell);
  if (found === 'two') return wrong('C410', 'This can be read as two numbers. Write digits and at most one decimal sign.');
  if (!found) return wrong('C410', 'This is no number. Write digits and at most one decimal sign.');
  if (found.above < 0n) return wrong('C410', 'This is below 0. Correct the number.');
  if (!measure.percent) {
    return cell.includes('%') ? wrong('C410', `This is a percentage; the measure counts ${measure.unit}.`) : found;
  }
  const sign = /[%/]/.test(cell);
  const small = !sign && !less(WHOLE, found) && found.above !== 0n;
  if (small && counts) return found;
  if (small) return wrong('C428', `This may be a share or a percentage. Write ${percentOf(found)} % or ${plainOf(found)} %, whichever it is.`);
  const share = sign ? found : fraction(found.above, found.below * 100n);
  return less(WHOLE, share) ? wrong('C410', 'This is not a percentage from 0 to 100.') : share;
}

function checkStated(measure, text, counted, stated, say) {
  const cell = text.trim();
  const slack = roundingOf(cell);
  const asPercent = !/[%/]/.test(cell) && !same(stated, valueOf(cell));
  if (less(asPercent ? fraction(slack.above, slack.below * 100n) : slack, gap(counted, stated))) {
    say('error', 'C434', 'value', `Differs from numerator over denominator, ${shown(measure, counted)}. Correct one of them.`);
  }
}

function checkDates(answer, say) {
  const read = (cell, field, piece) => {
    if (!cell.trim()) return null;
    const date = dateOf(cell);
    if (!date) say('error', 'C425', field, 'Write the date as year-month-day, such as 2026-03-31.', piece);
    return date;
  };
  const late = (date, field, piece) => {
    if (date && date > model.as_of) say('warning', 'C427', field, `This lies after the assessment, which is as of ${model.as_of}.`, piece);
  };
  const [start, end] = [read(answer.period_start, 'period_start'), read(answer.period_end, 'period_end')];
  if (start && end && end < start) say('error', 'C426', 'period_end', 'The period ends before it begins. Exchange the two dates.');
  late(end, 'period_end');
  answer.evidence.forEach((piece, at) => late(read(piece.date, 'date', at), 'date', at));
}

function checkWords(answer, say) {
  if (answer.owner_role && !model.roles.some((role) => role.id === answer.owner_role)) {
    say('warning', 'C431', 'owner_role', 'This is no role that we know. Choose one.');
  }
  answer.evidence.forEach((piece, at) => {
    if (piece.kind && !model.kinds.some((kind) => kind.id === piece.kind)) {
      say('warning', 'C431', 'kind', 'This is no kind of evidence that we know. Choose one.', at);
    }
  });
  if (answer.extent === 'immediate' && !model.reviewer) {
    say('warning', 'C430', 'extent', 'Immediate danger is set by a reviewer. If there is danger now, act on it and tell the network today.');
  }
}

const FREE_TEXTS = ['reason', 'population', 'sampling', 'comment'];

function checkIdentifiers(answer, say) {
  const look = (text, field, piece) => {
    const found = text.trim() ? identifiersIn(text) : [];
    if (found.length) {
      say('warning', 'identifier', field, `This looks like ${new Intl.ListFormat('en').format(found)}. Leave out whatever could point to a patient.`, piece);
    }
  };
  for (const field of FREE_TEXTS) look(answer[field], field);
  answer.evidence.forEach((piece, at) => look(piece.reference, 'reference', at));
}
