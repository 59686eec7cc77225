const keptCharacters = 12;
const separators = ["::", "/", " > "];

/**
 * A test's name in three pieces that make it up again: where it stands (file, class, suite), what it is called, and the end
 * of that, which tells tests with parameters apart. Each may be empty; no character is split.
 */
export function splitTestName(name: string): { readonly place: string; readonly start: string; readonly end: string } {
  const cut = Math.max(0, ...separators.map((separator) => endOfLast(name, separator)));
  const called = Array.from(name.slice(cut));
  const kept = called.length > 2 * keptCharacters ? keptCharacters : 0;
  return {
    place: name.slice(0, cut),
    start: called.slice(0, called.length - kept).join(""),
    end: called.slice(called.length - kept).join(""),
  };
}

function endOfLast(name: string, separator: string): number {
  const at = name.lastIndexOf(separator);
  return at === -1 ? 0 : at + separator.length;
}
