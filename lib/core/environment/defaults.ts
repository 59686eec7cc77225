import { type Environment, type EnvironmentInput, environmentSchema } from "./model.ts";

/**
 * Skywork-SWE's one configuration for all Python repositories (paper, figure 4), with its Conda environment replaced by a
 * virtual one: the same packages, the same fall-backs of the installation, the same pytest without cache and warnings.
 */
const python: EnvironmentInput = {
  baseImage: "python:3.9-bookworm",
  packages: ["build-essential", "git", "pkg-config", "wget"],
  languageVersion: { language: "Python", version: "3.9" },
  setup: [
    "python3 -m venv /opt/venv",
    "/opt/venv/bin/pip install pytest hypothesis mock setuptools wheel pytest-cov pytest-mock pytest-asyncio pytest-timeout",
  ],
  writable: ["/opt/venv"],
  env: { PATH: `/opt/venv/bin:${standardPath()}`, VIRTUAL_ENV: "/opt/venv", PYTHONDONTWRITEBYTECODE: "1" },
  install: [
    "if [ -f requirements.txt ]; then pip install -r requirements.txt || true; fi",
    "pip install -e . || true",
    "pip install -e '.[test]' || pip install -e '.[tests]' || pip install -e '.[dev]' || true",
  ],
  test: {
    command: "pytest --no-header -rA --tb=no -p no:cacheprovider -W ignore::DeprecationWarning {files}",
    directives: "files",
  },
  parser: "pytest",
  network: { install: "full" },
};

const javascript: EnvironmentInput = {
  baseImage: "node:20-bookworm",
  packages: ["git"],
  languageVersion: { language: "JavaScript", version: "20" },
  env: { CI: "true" },
  install: ["if [ -f package-lock.json ]; then npm ci; else npm install; fi"],
  test: { command: "npx jest --verbose --no-color {files}", directives: "files" },
  parser: "jest",
  network: { install: "full" },
};

const go: EnvironmentInput = {
  baseImage: "golang:1.23-bookworm",
  packages: ["git"],
  languageVersion: { language: "Go", version: "1.23" },
  install: ["go mod download"],
  test: { command: "go test -v ./...", directives: "none" },
  parser: "gotest",
  network: { install: "full" },
};

const rust: EnvironmentInput = {
  baseImage: "rust:1.82-bookworm",
  packages: ["git"],
  languageVersion: { language: "Rust", version: "1.82" },
  writable: ["/usr/local/cargo/registry"],
  install: ["cargo fetch", "cargo build --tests"],
  test: { command: "cargo test --workspace --no-fail-fast", directives: "none" },
  parser: "cargo",
  limits: { diskMegabytes: 8192, memoryMegabytes: 12_288 },
  network: { install: "full" },
};

const java: EnvironmentInput = {
  baseImage: "maven:3.9-eclipse-temurin-17",
  packages: ["git"],
  languageVersion: { language: "Java", version: "17" },
  install: ["mvn --batch-mode --no-transfer-progress --fail-never test-compile"],
  test: { command: "mvn --batch-mode --offline --fail-at-end test", directives: "none" },
  parser: "maven",
  limits: { diskMegabytes: 4096, memoryMegabytes: 8192 },
  network: { install: "full" },
};

const byLanguage: Readonly<Record<string, EnvironmentInput>> = {
  Python: python,
  JavaScript: javascript,
  TypeScript: javascript,
  Go: go,
  Rust: rust,
  Java: java,
};

/** The languages (display names) that `defaultEnvironment` knows. */
export const languagesWithDefault: readonly string[] = Object.keys(byLanguage);

/** The environment to try first for a repository in this language (a display name), or undefined where none is known. */
export function defaultEnvironment(language: string): Environment | undefined {
  const input = Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
  return input && environmentSchema.parse(input);
}

function standardPath(): string {
  return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}
