"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { environmentNameSchema, namedTargetSchema, repoSchema, ruleTargetSchema } from "#lib/environments/model";
import { saveEnvironmentText } from "#lib/environments/mutations";
import { requireTarget } from "#lib/environments/require-target";
import { addRule, endRule, setRule } from "#lib/environments/rule-mutations";
import { removeRepositorySource, setRepositorySource } from "#lib/environments/source-mutations";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const ruleId = z.int32().min(1);
const source = z.string().max(2_000);

export const saveEnvironmentAction = defineAction(
  z.object({ name: environmentNameSchema, text: z.string(), ruleIds: z.array(ruleId).max(10_000) }),
  saveEnvironmentText,
);
export const addRuleAction = defineAction(
  z.object({ target: namedTargetSchema, environmentHash: hash }),
  async (ctx, { target, environmentHash }) =>
    addRule(ctx, { target: await requireTarget(ctx, target), environmentHash }),
);
export const setRuleAction = defineAction(
  z.object({ target: ruleTargetSchema, environmentHash: hash, ruleId: ruleId.nullable() }),
  setRule,
);
export const endRuleAction = defineAction(z.object({ ruleId }), endRule);
export const setRepositorySourceAction = defineAction(
  z.object({ repo: repoSchema, source, seen: source.nullable() }),
  setRepositorySource,
);
export const removeRepositorySourceAction = defineAction(
  z.object({ repo: repoSchema, seen: source }),
  removeRepositorySource,
);
