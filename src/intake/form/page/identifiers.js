// What in a text looks like an identifier of a patient: a few shapes, simpler than those of `concordant check`, which
// reads the sheet again. Names without a title are never found.

/** One spelling: plain digits, dashes and blanks, and no signs that nobody sees. */
const folded = (text) => text.normalize('NFKC').replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').replace(/[\u2010-\u2015\u2212]/g, '-')
  .replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ');
/** Names of files, paths and links are read in parts as well; in the name of a file a name may stand in small letters. */
const isFile = (text) => !text.includes(' ') || /\.[a-z]{3,4}$/i.test(text);
const hasParts = (text) => /\w\.[a-z]{3,4}$|%20|\w_\w|:\/\/|[/\\]\S*[/\\]/i.test(text);
const inParts = (text) => text.replace(/%20|[_/\\?&=+#;]/g, ' ');

const shape = (...parts) => new RegExp(parts.join(''), 'gi');
const MARK = '( ?(?:no|nr|num|number|id)\\b\\.?(?: is| was)?| ?#)?';
const GAP = '[ :#=.,(-]{0,4}';
const NUMBER = '([a-z]{0,4}-?\\d+(?:-?\\d+)*(?: \\d\\d+)*)\\b';
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const YEAR = '(?:19|20)\\d\\d';
const DAY = `(?:${YEAR}[-/.]\\d\\d?[-/.]\\d\\d?|\\d\\d? ?[-/.] ?\\d\\d? ?[-/.] ?${YEAR}|\\d\\d?/\\d\\d?/\\d\\d|${YEAR}(?:0\\d|1[0-2])[0-3]\\d`
  + `|\\d\\d?(?:st|nd|rd|th)?[ -]?(?:of )?${MONTH}(?:,?[ -]?${YEAR})?|${MONTH}[ -]\\d\\d?(?:st|nd|rd|th)?(?:,? ${YEAR})?)\\b(?!-\\d)`;
/** A person's number stands behind these, and behind the others with a mark such as `no`, or with seven digits. */
const PLAIN = "med(?:ical)?\\.? ?rec(?:ord)?|chart|acct|account|encounter|accession|member|mbr|subscriber|subj(?:ect)?|patient|pt|participant|enrollee|health[ -]?plan|policy ?holder|driver'?s? lic(?:en[cs]e)?|licen[cs]e plate";
const WITH_MARK = 'fin|visit|specimen|claim|insurance|beneficiary|medicare|medicaid|passport|har|enc|nhs|hosp(?:ital)?|acc|dl|case|rx|unit|mr(?= ?#)';
const HOUSE = /^(?:hosp|hospital|acc|dl|case|rx|unit|mr)$/i;
const AMOUNT = /^ ?-?(?:mg|mcg|m?l|units?|doses?|patients|charts|records|encounters|visits|orders|days|hours|usd|%|per|sq)\b/i;

const PERSON = /\b(pts?|patient|subject|participant|she|he|her|his|him|died|deceased|discharged|readmitted|hospitalized|seen|infused|dose|cycle|admitted)\b(?:'s)?[ -]?([a-z]*)/gi;
const HOME = /\b(?:home|cell|mobile|daughter|son|wife|husband|mother|father|spouse|caregiver|sister|brother|family)\b/i;
const MANY = /\b(?:patients|subjects|participants|admissions|people)\b/i;
const PAPER = /\b(?:approved|revised|rev|revision|effective|review(?:ed)?|version|until|due|minutes|issued|updated|expir\w+|exp|published|printed|adopted|valid|through|met|edition|calibrat\w+|accessed|retrieved|use|discard)\b[^a-z]*$/i;
/** Nouns that make of a word for care a word of policies: `dose rounding`. */
const ABOUT = /^(?:rounding|banding|limits?|ranges?|table|policy|adjustment|modifications?|of|errors?|calculation|reductions?|time|count|check|checks|tracking|verification|to|rate|monitoring|calibrator|finding)$/i;
const LIMIT = /(?:over|under|above|below|least|than|from|between|to|and|or|up|until|after|[<>≥≤=-]) ?$/i;
const BEYOND = /^(?: ?-| (?:and|or|to|through) )|^ (?:old )?(?:policy|building|wing|contract|form|guideline|equipment|pumps?|machine|program|of service)\b/i;

const THING = /\b(?:building|wing|roof|policy|hospital|contract|program|machine)\b[^.;]{0,12}$/i;

const inWords = (text) => text.split(/\s+/);
const HOSPITAL = new Set(inWords(model.words.of_hospitals));
const NO_NAMES = new Set([...HOSPITAL, ...inWords(model.words.small)]);
const isNoName = (word) => {
  const plain = word.toLowerCase().replace(/'s$/, '');
  return NO_NAMES.has(plain) || /(?:tions?|sion|ness|ology|ility)$/.test(plain);
};
const digits = (text) => text.replace(/\D/g, '').length;

/** Whether a word for one person's care stands near. `patient safety` and `dose rounding` are none; `seen` and its like
speak of one person in their own clause alone, and of many as well. */
function nearPerson(ahead, behind) {
  const [before, after] = [ahead.slice(-40), behind.slice(0, 40)];
  const near = `${before}\n${after}`;
  return [...near.matchAll(PERSON)].some(({ 1: word, 2: next, index }) => {
    if (/^(?:pts?|patient|subject|participant)$/i.test(word)) return !HOSPITAL.has(next.toLowerCase());
    if (!/^(?:seen|infused|dose|cycle|admitted)$/i.test(word)) return true;
    const between = index < before.length ? before.slice(index) : after.slice(0, index - before.length);
    return !MANY.test(near) && !ABOUT.test(next) && !/[;:.] /.test(between);
  });
}

function isRecord({ ahead, behind, found: [, plain, marked, mark, number], text }) {
  if (/\b(?:gl|g\/l|ledger|cost|budget|expense|bank|billing|per|each) $|\/$/i.test(ahead) || AMOUNT.test(behind)) return false;
  if (mark || text.includes('#')) return digits(number) >= (/^(?:case|rx|unit)$/i.test(marked) ? 5 : HOUSE.test(marked) ? 4 : 3);
  const first = number.split(' ')[0];
  const isDate = /^(?:19|20)\d\d(?:-?(?:0\d|1[0-2])(?:-?[0-3]\d)?|-\d{4})?$/.test(first);
  return !isDate && !/^[a-z]+-/i.test(first) && !HOUSE.test(marked) && digits(first) >= (plain ? 4 : 7) && !/0000$/.test(plain ? '' : first);
}

function isName({ ahead, found: [, title, gap, name] }, file) {
  if (isNoName(name.split('-')[0]) || name.length < 2) return false;
  if (/^pt$/i.test(title) && ahead.endsWith('/')) return false;
  if (/^miss$/i.test(title) && /(?:near|a|the|not|to|might|may|never)[ -]$/i.test(ahead)) return false;
  const sure = /^mrs$/i.test(title) || (/^m[rs]$/i.test(title) && gap.startsWith('.'));
  const written = /^\p{Lu}.*\p{Ll}/u.test(name);
  if (sure) return name.length > 2;
  if (file) return name.length > 2 && (written || /^(?:mr|miss)$/i.test(title) || (/^pt$/i.test(title) && name.length > 4));
  if (/name$/i.test(title) ? !/[:-]|is/.test(gap) : / is | - /.test(gap)) return false;
  if (gap === '-' || (gap.startsWith('.') && /^(?:patient|subject|decedent)/i.test(title))) return false;
  if (/\p{Ll}\p{Lu}/u.test(name) && !/^(?:Ma?c|De|Di|La|Le|Van|Fitz)\p{Lu}/u.test(name)) return false;
  if (/^\p{Lu}'?\p{Lu}+('S)?$/u.test(name)) return title === title.toUpperCase() && name.length > 3 && !/^(?:PT|MS)$/.test(title);
  return written;
}

const isCare = ({ ahead, behind, text }) => {
  if (/\b(?:date of (?:death|service|admission|discharge|surgery|treatment)|(?:admit|admission|discharge|death|infusion) date|do[sd]|c\d+ ?d\d+)(?: is| was| on)?[ :=(-]{1,3}$/i.test(ahead)) return true;
  const period = /(?:\bto|-|until|through|and) $|\d ?-$/i.test(ahead) || /^ ?(?:to|-|until|through)\b/i.test(behind);
  const whole = /\d{4}|\/\d\d$/.test(text) || /[A-Z]/.test(text);
  return whole && !period && !(PAPER.test(ahead.slice(-14)) && !/\bpt expired/i.test(ahead)) && nearPerson(ahead, behind);
};
const isAge = ({ ahead, behind }) => !LIMIT.test(ahead) && !BEYOND.test(behind) && !THING.test(ahead);
const isHome = ({ ahead, behind }) => HOME.test(ahead.slice(-40)) || HOME.test(behind.slice(0, 40)) || nearPerson(ahead, behind);

const CARE = 'a date in the care of one person';
/** What is looked for: its name, its shape, and what has to hold where the shape alone says too much. */
const IDENTIFIERS = [
  ['a social security number', shape('\\b(?!000|666|9)\\d{3}( ?- ?| )(?!00)\\d\\d\\1(?!0000)\\d{4}\\b(?!-)'), ({ ahead }) => !/[A-Z\d][-.]$/.test(ahead)],
  ['a social security number', shape('\\b(?:ssn|ss ?#|ss no|soc(?:ial)?\\.? sec(?:urity)?\\.?(?: no| number)?)[ :.#=(]*(?:is )?\\d{3}[-. ]?\\d\\d[-. ]?\\d{4}\\b')],
  ['a medical record number', shape('\\b(?:mrn|m\\.r\\.n|m r n|csn|hicn)s?\\.?', MARK, '(?: is| was| ending(?: in)?)?', GAP, '[a-z]{0,4}\\d(?:[ -]?\\d){2,}')],
  ['a medical record number', shape(`\\b(?:(${PLAIN})|(${WITH_MARK}))\\.?`, MARK, GAP, NUMBER), isRecord],
  ['a Medicare number', /\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d\b/g],
  ['the number of a vehicle', shape('\\b(?:lic(?:en[cs]e)?\\.? plate|plate ?(?:no|number|#)|car[, ]+tag|vin)', MARK, GAP, '(?=[a-z -]{0,9}\\d)(?:[a-z0-9]{17}|[a-z0-9]{1,4}[- ]?[a-z0-9]{2,4})\\b'), ({ text }) => digits(text) > 1 && /[a-z]\d|\d[A-Z]|[A-Z][- ]\d|\d[- ][A-Z]|\d{4}/.test(text)],
  ['the number of an implant', shape('\\b(?:implant|pacemaker|defibrillator|icd|port|stent) (?:serial|s/n|sn)\\b\\.?', MARK, GAP, '[a-z0-9-]*\\d{3}')],
  ['a birth date', shape('\\b(?:dob|d\\.o\\.b\\.?|(?:date|day|year) of birth|birth ?(?:date|day|year)|b-?day|born|birth)(?: ?\\([mdy/. -]+\\))?(?:[ :=#().,-]|\\b(?:is|was|on|in|the|of)\\b){0,8}', `(?:${DAY}|${MONTH} ${YEAR}|\\d{1,4} ?[-/. ] ?\\d\\d? ?[-/. ] ?\\d{1,4}|\\d{6,8}|${YEAR}|\\d\\d?/\\d\\d?)\\b`)],
  ['a birth date', shape('\\bb(?:d|\\.) ?\\d\\d?[-/]\\d\\d?[-/](?:19)?[3-9]\\d\\b')],
  ['a name', /\b((?:patient|pts?|subject)(?:'s)? name|(?:patient|pt|subject|man|woman) named|mrs?|ms|miss|mister|pt|patient|subject|decedent)( is | ?: ?| - |\.? {1,2}|[-.])(?:(?:van|von|de|der|la|le|di|da|del|al|el|[a-z]\.?) ){0,3}([\p{L}'][\p{L}'-]+)/giu, isName],
  [CARE, shape('\\b', DAY), isCare],
  ['an age above 89', shape('\\b(?:9\\d|1[01]\\d)[ -]?(?:y/o|y\\.?o\\b|(?:yrs?|years?|y)[ -]?(?:old|o\\b|of age|[mf]\\b))|\\b(?:aged?|age of(?: pt| patient)?)[ :=]{1,3}(?:9\\d|1[01]\\d)\\b'), isAge],
  ['an age above 89', shape('\\b(?:9\\d|1[01]\\d)[ -]?(?:years?|yrs?|y)\\b(?! ?(?:of|ago|retention|or|and))'), ({ ahead, behind }) => isAge({ ahead, behind }) && nearPerson(ahead, behind)],
  ['a telephone number', /(?:^|[^\d-])(?:\+?1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}(?![\d-])/g],
  ['a person’s e-mail address', shape('[\\w.+-]+ ?(?:@|\\(at\\)|\\[at\\]) ?[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}'), isHome],
];

/** The kinds that are found in a text, in words. */
function identifiersIn(text) {
  const plain = folded(text);
  const views = hasParts(plain) ? [plain, inParts(plain)] : [plain];
  const kinds = views.flatMap((view) => IDENTIFIERS.filter(([, pattern, holds]) => [...view.matchAll(pattern)].some((found) => {
    const [ahead, behind] = [view.slice(0, found.index), view.slice(found.index + found[0].length)];
    return !holds || holds({ ahead, behind, found, text: found[0] }, isFile(plain));
  })).map(([name]) => name));
  // the date of a birth is no other date
  return [...new Set(kinds)].filter((kind) => kind !== CARE || !kinds.includes('a birth date'));
}
