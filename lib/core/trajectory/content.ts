import { Fields, isJsonList, isJsonObject, type JsonValue, type ProblemList } from "./fields.ts";
import type { Content, ContentPart } from "./model.ts";

/** One part of text; none where the text is empty. */
export function textContent(text: string | null): Content {
  return text === null || text === "" ? [] : [{ type: "text", text }];
}

export interface ReadContent {
  readonly content: Content;
  /** What parts of the type `thinking` say; null where there are none. */
  readonly reasoning: string | null;
}

/**
 * Reads the content of a message as OpenAI, Anthropic, the OpenHands SDK and ATIF write it: a text, or a list of parts.
 * A part that is neither text nor image becomes its JSON as text, with a problem. Marks for prompt caching are left out.
 */
export function readContent(value: JsonValue | undefined, path: string, problems: ProblemList): ReadContent {
  if (value === undefined || value === null) return { content: [], reasoning: null };
  if (typeof value === "string") return { content: textContent(value), reasoning: null };
  if (isJsonObject(value)) return readContent([value], path, problems);
  if (!isJsonList(value)) return { content: [unknownPart(value, path, problems)], reasoning: null };
  const content: ContentPart[] = [];
  const reasoning: string[] = [];
  for (const [index, part] of value.entries()) {
    const at = `${path}[${index}]`;
    if (typeof part === "string") content.push({ type: "text", text: part });
    else if (!isJsonObject(part)) content.push(unknownPart(part, at, problems));
    else if (part.type === "thinking" && typeof part.thinking === "string") reasoning.push(part.thinking);
    else content.push(...readPart(new Fields(part, at, problems)));
  }
  return { content, reasoning: reasoning.length > 0 ? reasoning.join("\n") : null };
}

function readPart(part: Fields): Content {
  const type = part.peek("type");
  if (type === undefined || type === "text" || type === "input_text" || type === "output_text") {
    const text = part.text("text");
    if (text !== null) return [{ type: "text", text }];
  }
  const images = imagePaths(part);
  if (images.length > 0) return images;
  return [unknownPart(part.value, part.path, part.problems)];
}

function imagePaths(part: Fields): Content {
  const source = part.inner("source");
  const mediaType = source.text("media_type");
  const path = source.text("path", "url");
  if (path !== null) return [image(path, mediaType)];
  const data = source.text("data");
  if (data !== null) return [image(`data:${mediaType ?? anyImage};base64,${data}`, mediaType)];
  const url = part.peek("image_url");
  if (typeof url === "string") return [image(url, null)];
  if (isJsonObject(url) && typeof url.url === "string") return [image(url.url, null)];
  const urls = part.peek("image_urls");
  return isJsonList(urls) ? urls.filter((one) => typeof one === "string").map((one) => image(one, null)) : [];
}

const anyImage = "image/*";

function image(path: string, mediaType: string | null): ContentPart {
  const said = /^data:([\w.+-]+\/[\w.+-]+)/u.exec(path)?.[1];
  const extension = /\.(png|jpe?g|gif|webp)$/iu.exec(path.slice(-6))?.[1]?.toLowerCase();
  const guessed = extension && `image/${extension === "jpg" ? "jpeg" : extension}`;
  return { type: "image", mediaType: mediaType ?? said ?? guessed ?? anyImage, path };
}

function unknownPart(value: JsonValue, path: string, problems: ProblemList): ContentPart {
  problems.report(path, "text or an image", value);
  return { type: "text", text: JSON.stringify(value) };
}
