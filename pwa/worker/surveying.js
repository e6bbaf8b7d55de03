// What the last question came to before the person: the next fact costs no hours and no distances again.
// One question, in memory alone; gone at "Leave", at "Clear" and when the visit is forgotten.

import { in_order, survey } from "../../search/rules/answering.js";
import { recordsFor, wordy } from "./holding.js";

let last = { key: "", held: null, ordered: false };

/** The survey of a question over the country and one area. */
export async function surveyed(store, area, question, knowledge) {
  const { at } = store;
  const { person, asked, ...rest } = question;
  const key = JSON.stringify([rest, at.national, area && at.areas[area], at.withdrawn, knowledge.cover]);
  if (last.key !== key) {
    const { needs } = question;
    const wanted = needs.length > 0 ? [...needs, ...knowledge.duties.map(({ by }) => by)] : [];
    const typed = question.words.length > 0;
    const { held, clauses } = await recordsFor(store, area, typed, wanted);
    const whole = typed ? await wordy(store, knowledge) : knowledge;
    last = { key, held: survey(held, clauses, question, whole), ordered: false };
  }
  return last.held;
}

/** Put the last question's rows in order, while nobody waits: the next answer is found sooner. Gives whether they
 * are still its; after "Leave" or another question they are not. */
export function ordered(held) {
  if (last.held !== held) return false;
  if (!last.ordered) held.rows = in_order(held.rows);
  last.ordered = true;
  return true;
}

/** Forget the last question. */
export function unsurveyed() {
  last = { key: "", held: null, ordered: false };
}
