import { z } from "zod";
import { fail } from "#lib/errors";

export function readBatchId(text: string): string {
  const parsed = z.uuid().safeParse(text);
  return parsed.success ? parsed.data : fail("invalid", `The id of a batch is a UUID, and not ${JSON.stringify(text)}`);
}
