/** The words that are no options; `takeValue` names the short options whose value is the next word. */
export function operands(args: readonly string[], takeValue = ""): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return [...found, ...args.slice(at + 1)];
    if (arg === "-" || !arg.startsWith("-")) found.push(arg);
    else if (/^-[A-Za-z]$/u.test(arg) && takeValue.includes(arg.charAt(1))) at++;
  }
  return found;
}

/** Whether a short option is set, alone or in a bundle: `-n`, `-ne`, `-i.bak` (for `i`). */
export function hasShortOption(args: readonly string[], letter: string): boolean {
  return args.some(
    (arg) =>
      /^-[A-Za-z]{1,8}(?:$|[^A-Za-z])/u.test(arg) &&
      arg
        .slice(1, 9)
        .split(/[^A-Za-z]/u, 1)[0]
        ?.includes(letter),
  );
}
