"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { newViewSchema } from "#lib/views/model";
import { removeView, saveView } from "#lib/views/mutations";

export const saveViewAction = defineAction(newViewSchema, saveView);
export const removeViewAction = defineAction(z.object({ viewId: z.uuid() }), removeView);
