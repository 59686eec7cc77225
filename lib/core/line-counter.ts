/** Gives the 1-based line of an offset, for offsets that only grow: the whole walk over the text is linear. */
export function lineCounter(text: string, firstLine = 1): (offset: number) => number {
  let line = firstLine;
  let next = text.indexOf("\n");
  return (offset) => {
    for (; next !== -1 && next < offset; next = text.indexOf("\n", next + 1)) line++;
    return line;
  };
}
