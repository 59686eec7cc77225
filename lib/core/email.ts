import { z } from "zod";

/** `name@host` in lower case; a host without a dot is fine, as in `admin@localhost`. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, "An e-mail address looks like name@example.org");
