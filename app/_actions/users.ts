"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { newTokenSchema, newUserSchema, passwordSchema, roleSchema } from "#lib/users/model";
import {
  changeRole,
  createToken,
  createUser,
  disableUser,
  enableUser,
  revokeSessions,
  revokeToken,
  setPassword,
} from "#lib/users/mutations";

const userId = z.uuid();

export const createUserAction = defineAction(newUserSchema, createUser);
export const changeRoleAction = defineAction(z.object({ userId, role: roleSchema }), changeRole);
export const disableUserAction = defineAction(z.object({ userId }), disableUser);
export const enableUserAction = defineAction(z.object({ userId }), enableUser);
export const setPasswordAction = defineAction(z.object({ userId, password: passwordSchema }), setPassword);
export const revokeSessionsAction = defineAction(z.object({ userId }), revokeSessions);
export const createTokenAction = defineAction(newTokenSchema, createToken);
export const revokeTokenAction = defineAction(z.object({ tokenId: z.uuid() }), revokeToken);
