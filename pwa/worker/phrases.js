// The phrases as they are sent → as the rules take them (app/publishing/packs/making.py, phrases_shard), and the
// dictionary that they make with the fillers (app/publishing/national.py). Held to both by tests/parity/pages.

/** `groups`: needs, and the phrases that mean them, with commas between. Both lists in code point order, which is
 * that of these strings too: no phrase holds a character beyond U+FFFF, and a space stands before any letter. */
export function spoken(groups, fillers) {
  const phrases = groups
    .flatMap(([needs, said]) => said.split(",").map((text) => [text, needs]))
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([text, needs]) => ({ words: text.split(" "), needs }));
  const dictionary = [...new Set([...phrases.flatMap(({ words }) => words), ...fillers])].sort();
  return { phrases, dictionary };
}
