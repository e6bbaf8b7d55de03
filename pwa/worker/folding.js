// Text as it was typed → folded words, and a place as it was typed: the phone's pair of search/folding.py and
// of directory_data/gazetteer (tidy, folded). Held to them by tests/parity/pages, every code point.
// Limited to the characters of Unicode 14: a newer browser knows letters that the server does not.

const TYPED_CHARACTERS = 200;
const TYPED_WORDS = 12;
const PLACE_CHARACTERS = 400;
const APOSTROPHES = /['`\u00b4\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\u2018\u2019\u201a\u201b\u2032\u2035\ua78c\uff07]/g;
const PLACE_APOSTROPHES = /['\u2018\u2019`\u00b4]/g;
const SAME = { saint: "st", and: "", the: "" };
const ENDS = /^[ .,;:!?'"()[\]]+|[ .,;:!?'"()[\]]+$/g;
const SEEN = /^[^\p{C}\p{Z}]$/u;

/** First code points of stretches that are assigned, and of those that are not, by turns. */
let turns = [];
let table = null;

/** Take the table of Unicode 14 that an edition brings: `steps` of search/unicode14.py. */
export function assigned(steps) {
  if (table === steps) return;
  table = steps;
  let at = 0;
  turns = steps.map((step) => (at += step));
}

function known(character) {
  const point = character.codePointAt(0);
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle] <= point) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

function knownOnly(text, instead) {
  return Array.from(text, (character) => (known(character) ? character : instead)).join("");
}

/** The words somebody typed: at most 200 characters and 12 words are read, whatever they are. */
export function fold(text) {
  const read = Array.from(text).slice(0, TYPED_CHARACTERS).join("").replace(APOSTROPHES, "");
  const lower = knownOnly(read, " ").normalize("NFKD").toLowerCase().replace(APOSTROPHES, "");
  const kept = lower.replace(/\p{M}/gu, "").replace(/[^\p{L}\p{Nd}]/gu, " ").replace(/ς/g, "σ");
  return kept.split(" ").filter((word) => word !== "").slice(0, TYPED_WORDS);
}

/** On one line: full-width forms made plain, punctuation at the ends and what does not print dropped. */
function tidy(text) {
  const plain = knownOnly(Array.from(text).slice(0, PLACE_CHARACTERS).join(""), " ").normalize("NFKC");
  const printing = Array.from(plain, (character) => (SEEN.test(character) ? character : " ")).join("");
  return printing.split(" ").filter((word) => word !== "").join(" ").replace(ENDS, "");
}

/** Whether a character combines with the one before: then it trades places with one of another class. */
function combines(character) {
  return `${character}\u0334`.normalize("NFD") !== `${character.normalize("NFD")}\u0334` ||
    `\u0345${character}`.normalize("NFD") !== `\u0345${character.normalize("NFD")}`;
}

/** The words of a place's name: plain letters and digits; "saint" is "st". */
function placeWords(text) {
  const lower = text.normalize("NFKD").replace(PLACE_APOSTROPHES, "").toLowerCase();
  const kept = lower.replace(/[^a-z0-9]/gu, (character) => (combines(character) ? "" : " "));
  return kept.split(" ").map((word) => (Object.hasOwn(SAME, word) ? SAME[word] : word)).filter((word) => word !== "");
}

/** A letter made large, where Unicode 14 knows the large one. */
function upper(character) {
  const large = character.toUpperCase();
  return Array.from(large).every(known) ? large : character;
}

/** A place as the rules take it (`Typed` of search/rules/packed.py). */
export function typed(text) {
  const tidied = tidy(text);
  const comma = tidied.indexOf(",");
  const before = comma < 0 ? tidied : tidied.slice(0, comma);
  return {
    text: tidied,
    upper: Array.from(tidied, upper).join(""),
    words: placeWords(tidied),
    comma: comma >= 0 && before.trim() !== "",
    before: placeWords(before),
    after: comma < 0 ? [] : placeWords(tidied.slice(comma + 1)),
  };
}
