import type { FolderSubject } from "./task-folder.ts";

/** The log parsers of swebench 5.0 (`harness/log_parsers/__init__.py`). */
const knownParsers = `
  ant astroid astropy bpmn_js calypso carbon cargo chart_js cucumber django doctest eslint flask googletest gotest
  gradle_custom grommet highlightjs immutable_js jekyll jest jest_json jq karma lighthouse marked marshmallow
  matplotlib maven micropython_test minitest next openlayers p5js phpunit prismjs pvlib pydicom pylint pytest
  pytest_options pytest_v2 pyvista quarto_cli react_pdf redis requests rspec_transformed_json ruby_unit scikit
  seaborn sphinx sqlfluff sympy tap vitest xarray`;
const harnessParsers = new Set(
  knownParsers
    .trim()
    .split(/\s+/)
    .map((name) => `parse_log_${name}`),
);

/** Of the names of a task's parser the first that swebench 5 knows; null where it knows none. */
export function harnessLogParser({ harnessParsers: names }: FolderSubject): string | null {
  return names.find((name) => harnessParsers.has(name)) ?? null;
}

/** The name that swebench 5 derives for the image of a task (`expected_image`). */
export function harnessImageOf(instanceId: string): string {
  return `swebench/sweb.eval.x86_64.${instanceId}:latest`.toLowerCase().replaceAll("__", "_1776_");
}

const dockerName = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const longestDockerName = 255;

/**
 * Why a task can have no folder that swebench 5 takes (`task/checks.py`, where one error stops a whole task repository, and
 * what its containers and log parsers allow); null where it can.
 */
export function refuseSweBenchFolder(subject: FolderSubject): string | null {
  const { folder, task, failToPass, environment, evalScript } = subject;
  const [image = ""] = harnessImageOf(task.instanceId).split("/")[1]?.split(":") ?? [];
  if (folder !== task.instanceId || !dockerName.test(image) || image.length > longestDockerName)
    return "its name cannot be that of a folder and of an image, as the harness wants it";
  if (failToPass.length === 0) return "it has no FAIL_TO_PASS tests, without which the harness refuses it";
  if (environment.workdir !== harnessWorkdir)
    return `its repository is in ${environment.workdir}, and the harness applies patches in ${harnessWorkdir} only`;
  if (![task.patch, task.testPatch].every(isHarnessPatch))
    return "its patches have no `diff --git`, without which the harness refuses it";
  if (harnessLogParser(subject) === null) return `the harness has no parser for its logs (${environment.parser})`;
  if (evalScript !== null && !marks.every((mark) => evalScript.includes(mark)))
    return "its evaluation script does not mark where the output of the tests begins and ends";
  return null;
}

const harnessWorkdir = "/testbed";
const marks = [">>>>> Start Test Output", ">>>>> End Test Output"];

function isHarnessPatch(patch: string): boolean {
  return patch === "" || patch.includes("diff --git");
}
