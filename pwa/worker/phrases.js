// The phrases as they are sent → as the rules take them (app/publishing/packs/phrases.py), and the
// dictionary that they make with the fillers (app/publishing/national.py). Held to both by tests/parity/pages.

/** A phrase as the rules take it. Of the thousands few are looked at: its words are cut when they are. */
class Phrase {
  constructor(text, needs) {
    this.text = text;
    this.needs = needs;
  }
  get words() {
    return this.text.split(" ");
  }
}

/** `groups`: needs, and the phrases that mean them, with commas between. Both lists in code point order, which is
 * that of these strings too: no phrase holds a character beyond U+FFFF, and a space stands before any letter. */
export function spoken(groups, fillers) {
  const phrases = groups
    .flatMap(([needs, said]) => said.split(",").map((text) => new Phrase(text, needs)))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  const words = new Set(fillers);
  for (const [, said] of groups) for (const word of said.match(/[^ ,]+/g)) words.add(word);
  return { phrases, dictionary: [...words].sort() };
}
