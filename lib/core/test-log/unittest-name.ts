const long = /^(\w+) \(((?:\w+\.)+)\1\)/u;
const short = /^(\w+) \(([\w.]+)\)/u;

/** `test_a (module.Class.test_a)`, as Python 3.11 and later write it, as earlier ones do: `test_a (module.Class)`. */
export function shortenUnittestName(name: string): string {
  return name.replace(long, (_, test: string, owner: string) => `${test} (${owner.slice(0, -1)})`);
}

/** The same name in the spelling that it does not have. */
export function respellUnittestName(name: string): string {
  const shorter = shortenUnittestName(name);
  return shorter === name ? name.replace(short, "$1 ($2.$1)") : shorter;
}
