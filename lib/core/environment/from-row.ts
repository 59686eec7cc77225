import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { excerpt } from "../parsed.ts";
import type { Task } from "../task/model.ts";
import { defaultEnvironment } from "./defaults.ts";
import { fillTestCommand, testDirectives } from "./directives.ts";
import {
  directiveStyles,
  type Environment,
  type EnvironmentInput,
  environmentSchema,
  filesPlaceholder,
} from "./model.ts";
import { readEvalScript } from "./read-eval-script.ts";

export interface RowProblem {
  /** Column of the row, or field of the environment. */
  readonly field: string;
  readonly message: string;
}

export interface RowEnvironment {
  /** Null where the row gives none that would be valid. */
  readonly value: Environment | null;
  readonly problems: readonly RowProblem[];
}

export type RowTask = Pick<Task, "repo" | "language" | "testPatch" | "extra">;

/**
 * The environment that an imported row describes: SWE-bench v5 (`image`, `eval_script`), RepoLaunch and SWE-bench-Live
 * (`docker_image`, `test_cmds`), SWE-rebench (`install_config`); null for a row that says nothing of it. Total: what cannot be
 * taken over is named in `problems`. Commands are taken as text; a `log_parser` that holds source code is never run.
 */
export function environmentFromRow(task: RowTask): RowEnvironment {
  const problems: RowProblem[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });
  const input = readRow(task, report);
  if (!input) return { value: null, problems };
  const parsed = environmentSchema.safeParse(input);
  if (parsed.success) return { value: parsed.data, problems };
  for (const issue of parsed.error.issues) report(issue.path.join(".") || "environment", issue.message);
  return { value: null, problems };
}

type Report = (field: string, message: string) => void;

function readRow(task: RowTask, report: Report): EnvironmentInput | undefined {
  const { extra } = task;
  if (textOf(extra.eval_script)) return fromEvalScript(task, report);
  if (listOf(extra.test_cmds).length > 0) return fromRepoLaunch(task, report);
  if (isJsonObject(extra.install_config)) return fromInstallConfig(task, extra.install_config, report);
  report("environment", "The row says nothing of its environment");
  return undefined;
}

const workdir = "/testbed";

function fromEvalScript(task: RowTask, report: Report): EnvironmentInput | undefined {
  const { extra } = task;
  const script = readEvalScript(textOf(extra.eval_script) ?? "", workdir);
  const baseImage = textOf(extra.image);
  if (!baseImage) report("image", "An evaluation script needs the image that it was written for");
  if (!script) report("eval_script", "It has no lines between >>>>> Start Test Output and >>>>> End Test Output");
  if (!script || !baseImage) return undefined;
  if (script.install.length > 0) {
    report(
      "eval_script",
      "Its installation runs without a network and beside the image's own: outside the repository nothing can be changed",
    );
  }
  return {
    baseImage,
    ...languageOf(task),
    workdir,
    // The image holds the repository as it was built; its compiled parts are not in any archive.
    writable: [workdir],
    install: script.install.length > 0 ? [...script.prelude, ...script.install] : [],
    test: withPlaceholder([...script.prelude, ...script.test].join("\n"), task.testPatch),
    parser: parserOf(extra.log_parser, task, report),
    network: { setup: "none" },
  };
}

function fromRepoLaunch(task: RowTask, report: Report): EnvironmentInput {
  const { extra } = task;
  const layers = isJsonObject(extra.docker_image_layers) ? extra.docker_image_layers : {};
  const image = textOf(extra.docker_image);
  const command = [...listOf(extra.test_cmds), ...listOf(extra.print_cmds)].join("\n");
  if (/&(?:amp|lt|gt|quot);/u.test(command))
    report("test_cmds", "It holds HTML entities like &amp;, which no shell understands");
  if (!image) report("docker_image", "Without an image the set-up of docker_image_layers is run on its base image");
  return {
    baseImage: image ?? textOf(layers.base_image) ?? "",
    ...languageOf(task),
    setup: image ? [] : [...listOf(layers.setup_layer), ...listOf(layers.organize_layer)],
    workdir,
    writable: image ? [workdir] : [],
    install: listOf(extra.rebuild_cmds),
    test: { command, directives: "none" },
    parser: parserOf(extra.log_parser, task, report),
    network: { setup: image ? "none" : "full" },
  };
}

/** SWE-rebench: version 1 names a Python environment (as SWE-bench's harness did), version 2 an image and lists of commands. */
function fromInstallConfig(task: RowTask, config: JsonObject, report: Report): EnvironmentInput | undefined {
  const image = textOf(task.extra.image_name) ?? textOf(task.extra.docker_image);
  const commands = listOf(config.test_cmd);
  if (commands.length === 0) {
    report("install_config.test_cmd", "It is missing, so nobody knows how the tests are run");
    return undefined;
  }
  const parser = parserOf(config.log_parser, task, report);
  const env = textsOf(config.env_vars);
  if (Array.isArray(config.install) && image) {
    const folder = `/${task.repo.split("/").at(-1) ?? ""}`;
    return {
      baseImage: image,
      ...languageOf(task),
      workdir: folder,
      writable: [folder],
      env,
      install: listOf(config.install).filter((command) => !/^(?:apt|apt-get|export DEBIAN_FRONTEND)\b/u.test(command)),
      test: { command: commands.join("\n"), directives: "none" },
      parser,
      network: { setup: "none" },
    };
  }
  if (image) {
    const activate = ["source /opt/miniconda3/bin/activate", "conda activate testbed"];
    return {
      baseImage: image,
      ...pythonOf(config),
      workdir,
      writable: [workdir],
      env,
      test: { command: [...activate, ...commands].join("\n").concat(` ${filesPlaceholder}`), directives: "files" },
      parser,
      network: { setup: "none" },
    };
  }
  return fromPythonConfig(config, commands, env, parser, report);
}

function fromPythonConfig(
  config: JsonObject,
  commands: readonly string[],
  env: Readonly<Record<string, string>>,
  parser: string,
  report: Report,
): EnvironmentInput | undefined {
  const standard = defaultEnvironment("Python");
  const version = textOf(config.python);
  if (!standard || !version) {
    report("install_config.python", "Without an image the version of Python is needed");
    return undefined;
  }
  if (textOf(config.env_yml_path) ?? listOf(config.env_yml_path)[0]) {
    report("install_config.env_yml_path", "Conda environments are not made: the packages of that file are left out");
  }
  const packages = textOf(config.packages);
  const requirements = [...listOf(config.reqs_path), ...(packages?.endsWith(".txt") ? [packages] : [])];
  if (packages && !packages.endsWith(".txt") && packages !== "environment.yml") {
    report("install_config.packages", `Conda packages are not installed: ${excerpt(packages)}`);
  }
  const pip = listOf(config.pip_packages);
  return {
    ...standard,
    baseImage: `python:${version}-bookworm`,
    ...pythonOf(config),
    setup: [
      "python3 -m venv /opt/venv",
      ...listOf(config.pre_install),
      ...(pip.length > 0
        ? [`/opt/venv/bin/pip install ${pip.map((name) => fillTestCommand(filesPlaceholder, [name])).join(" ")}`]
        : []),
    ],
    env: { ...standard.env, ...env },
    install: [
      ...[...new Set(requirements)].map((path) =>
        fillTestCommand(`pip install -r ${filesPlaceholder} || true`, [path]),
      ),
      ...listOf(config.install),
    ],
    test: { command: `${commands.join("\n")} ${filesPlaceholder}`, directives: "files" },
    parser,
  };
}

/** The command with the tests of this task taken out of it, so that other tasks can share it. */
function withPlaceholder(command: string, testPatch: string): EnvironmentInput["test"] {
  for (const style of directiveStyles) {
    const tests = testDirectives(testPatch, style).join(" ");
    if (tests !== "" && command.endsWith(` ${tests}`)) {
      return { command: `${command.slice(0, -tests.length)}${filesPlaceholder}`, directives: style };
    }
  }
  return { command, directives: "none" };
}

/** The harness's parsers are called `parse_log_…`; published source of one is for people to read. */
function parserOf(value: JsonValue | undefined, task: RowTask, report: Report): string {
  const name = /^(?:parse_log_)?([a-z][a-z0-9_]*)$/u.exec(textOf(value) ?? "")?.[1];
  if (name) return name;
  const standard = defaultEnvironment(task.language ?? "")?.parser ?? "pytest";
  report(
    "log_parser",
    textOf(value)
      ? `It holds source code, which is never run here; "${standard}" is taken in its place`
      : `The row names no log parser; "${standard}" is taken`,
  );
  return standard;
}

function languageOf({ language, extra }: RowTask): Pick<EnvironmentInput, "languageVersion"> {
  const version = textOf(extra.language_version);
  return language && version ? { languageVersion: { language, version } } : {};
}

function pythonOf(config: JsonObject): Pick<EnvironmentInput, "languageVersion"> {
  const version = textOf(config.python);
  return version ? { languageVersion: { language: "Python", version } } : {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** A list of texts, or one text as a list of one. */
function listOf(value: JsonValue | undefined): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map((item: JsonValue | undefined) => textOf(item)).filter((item) => item !== undefined);
}

function textsOf(value: JsonValue | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(entries);
}
