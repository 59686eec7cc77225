import { z } from "zod";

/** A dataset's short name, as URLs and the command line write it. */
export const datasetSlugSchema = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    "A dataset's short name has lower-case letters, digits, '-', '_' and '.', 64 at most",
  );
