import type { PipelineStage } from "../task/model.ts";

/** The steps of the pipeline: what each is called, and what is done there. */
export const stageMeanings: Readonly<Record<PipelineStage, { readonly name: string; readonly meaning: string }>> = {
  "A.1": { name: "Repository found", meaning: "repositories are found that may be used" },
  "A.2": { name: "Task collected", meaning: "issue, patch and test patch are collected" },
  "A.3": { name: "Installation", meaning: "the repository is fetched at its base commit and installed" },
  "B.1": { name: "Test command", meaning: "an environment is found that says how the task is built and tested" },
  "B.2": { name: "Image", meaning: "the image of its environment is built" },
  "B.3": { name: "Unit tests", meaning: "the tests are run without and with the gold patch" },
  "C.1": { name: "Trajectories", meaning: "agents work on the task" },
  "C.2": { name: "Patch validation", meaning: "the patches of agents are put to the tests" },
  "C.3": { name: "Training samples", meaning: "samples are built from verified trajectories" },
};
