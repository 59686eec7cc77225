const tabColumns = 4;
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/gu;
const ascii = /^[\x20-\x7E]*$/u;

/** How many columns of a fixed-width font a line takes, near enough to place scroll bars by: tabs and wide letters count as more. */
export function countColumns(text: string): number {
  if (ascii.test(text)) return text.length;
  let columns = text.length;
  for (let index = text.indexOf("\t"); index !== -1; index = text.indexOf("\t", index + 1)) columns += tabColumns - 1;
  return columns + (text.match(wide)?.length ?? 0);
}
