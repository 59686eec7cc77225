"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { cancelImport, startImport } from "#lib/imports/mutations";

const importRef = z.object({ importId: z.uuid() });

export const startImportAction = defineAction(importRef, startImport);
export const cancelImportAction = defineAction(importRef, cancelImport);
