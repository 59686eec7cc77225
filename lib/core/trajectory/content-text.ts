import type { CallResult, Content } from "./model.ts";

/** The text of a content; parts that are no text are left out. */
export function contentText(content: Content): string {
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** The texts of several results, one below the other. */
export function resultsText(results: readonly CallResult[]): string {
  return results.map(({ content }) => contentText(content)).join("\n");
}
