import { z } from "zod";
import { emailSchema } from "#lib/core/email";
import { type Role, roles } from "#lib/core/role";

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly hasPassword: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly sessionCount: number;
}

export const passwordSchema = z
  .string()
  .min(10, "A password has at least 10 characters")
  .max(200, "A password has at most 200 characters");

export const roleSchema = z.enum(roles);

export const newUserSchema = z.object({
  email: emailSchema,
  name: z.string().trim().max(100).default(""),
  role: roleSchema,
  password: passwordSchema,
});
export type NewUser = z.output<typeof newUserSchema>;

export const newTokenSchema = z.object({ name: z.string().trim().min(1, "Give it a name").max(100), role: roleSchema });
export type NewToken = z.output<typeof newTokenSchema>;

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}
