// What the last question came to before the person: the next fact costs no hours and no distances again.
// One question, in memory alone; gone at "Leave", at "Clear" and when the visit is forgotten.

import { survey } from "../../search/rules/answering.js";
import { recordsFor, wordy } from "./holding.js";

let last = { key: "", held: null };

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
    last = { key, held: survey(held, clauses, question, whole) };
  }
  return last.held;
}

/** Forget the last question. */
export function unsurveyed() {
  last = { key: "", held: null };
}
