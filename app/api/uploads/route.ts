import { z } from "zod";
import { defineRoute } from "#app/_request/define-route";
import { AppError } from "#lib/errors";
import { importOptionsSchema } from "#lib/imports/model";
import { beginUpload, finishUpload } from "#lib/imports/mutations";
import { dropUpload, storeUpload } from "#lib/imports/uploads";
import { parseQuery } from "#lib/rest/parse-query";

const uploadQuery = importOptionsSchema.extend({
  isStrict: z.stringbool().default(false),
  name: z.string().min(1).max(300),
  sizeBytes: z.coerce.number().int().min(0),
});

/** The body is the file itself, kept as it comes in. Answers with the id of the import that then looks at it. */
export const POST = defineRoute("curator", async (ctx, request) => {
  const { name, sizeBytes, ...options } = parseQuery(uploadQuery, new URL(request.url).searchParams);
  if (!request.body) throw new AppError("invalid", "The request has no body; send the file as it is");
  const importId = await beginUpload(ctx, { name, sizeBytes }, options);
  try {
    await finishUpload(ctx, importId, await storeUpload(ctx, importId, request.body));
  } catch (error) {
    const failure =
      error instanceof AppError ? error.message : "The upload broke off before the file was there. Send it again.";
    await dropUpload(ctx, importId, failure);
    throw error;
  }
  return Response.json({ importId });
});
