"use server";

import { z } from "zod";
import { defineAction } from "#app/_actions/define-action";
import { addMatchingItems } from "#lib/reviews/add-items";
import { createProject } from "#lib/reviews/create-project";
import { newProjectSchema, projectSlugSchema } from "#lib/reviews/model";
import { countSubjects, readSubjectChoice, subjectChoiceSchema } from "#lib/reviews/subject-choice";
import { projectUpdateSchema, updateProject } from "#lib/reviews/update-project";

const newProject = z.object({ project: newProjectSchema, choice: subjectChoiceSchema });

export const countSubjectsAction = defineAction(subjectChoiceSchema, async (ctx, choice) => ({
  count: await countSubjects(ctx, choice),
}));
export const createProjectAction = defineAction(newProject, async (ctx, { project, choice }) => ({
  slug: project.slug,
  items: await createProject(ctx, project, await readSubjectChoice(ctx, { ...choice, subject: project.subject })),
}));
export const updateProjectAction = defineAction(projectUpdateSchema, updateProject);
export const addMatchingItemsAction = defineAction(z.object({ project: projectSlugSchema }), addMatchingItems);
