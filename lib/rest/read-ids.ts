import { z } from "zod";
import { AppError } from "#lib/errors";

const idList = z
  .string()
  .regex(/^(\d{1,10}(,\d{1,10})*)?$/)
  .transform((text) => (text === "" ? null : text.split(",").map(Number)))
  .pipe(z.array(z.int32()).nullable());

/** The rows picked by hand, as a form posts them; null with none picked. Throws `invalid` for anything else. */
export function readIds(form: FormData): readonly number[] | null {
  const ids = idList.safeParse(form.get("ids") ?? "");
  if (!ids.success) throw new AppError("invalid", "ids: numbers with commas between them");
  return ids.data;
}
