import { z } from "zod";

export const directiveStyles = ["files", "modules", "none"] as const;
export type DirectiveStyle = (typeof directiveStyles)[number];

export const networkPolicies = ["none", "full"] as const;
export type NetworkPolicy = (typeof networkPolicies)[number];

/** Where a test command takes the tests of a task. */
export const filesPlaceholder = "{files}";

const systemFolder =
  /^\/(?:(?:proc|sys|dev|run)(?:\/.*)?|etc|bin|sbin|lib|lib64|usr|usr\/bin|usr\/lib|tmp|var|var\/tmp|home)$/;

const folder = z
  .string()
  .max(500)
  .regex(/^(?:\/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)+$/, "An absolute path of plain names, like /opt/venv")
  .refine((path) => !systemFolder.test(path), "This folder belongs to the system");

const text = z
  .string()
  .max(100_000)
  .refine((value) => !value.includes("\0"), "NUL cannot be part of it");
const command = text.trim().min(1);

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "A name of letters, digits and _");

const megabytes = (most: number) => z.int().min(16).max(most);

const limitsSchema = z.strictObject({
  timeoutSeconds: z.int().min(1).max(86_400).default(1800).describe("Wall-clock time of the tests, and of `install`."),
  cpus: z.number().min(0.1).max(256).default(2).describe("Processor time, in processors."),
  memoryMegabytes: megabytes(1_000_000)
    .default(4096)
    .describe("Memory of all processes together, with the files they write: those are kept in memory."),
  pids: z.int().min(16).max(100_000).default(512).describe("Processes and threads at any one time."),
  diskMegabytes: megabytes(1_000_000).default(2048).describe("Size of each folder that tests may write."),
  outputMegabytes: z.int().min(1).max(4096).default(64).describe("Output of one phase that is kept."),
});

const networkSchema = z.strictObject({
  setup: z.enum(networkPolicies).default("full").describe("While the image is built."),
  install: z.enum(networkPolicies).default("none").describe("While `install` runs. Bubblewrap offers only none."),
  test: z.enum(networkPolicies).default("none").describe("While the tests run. Anything but none lets tests call out."),
});

const testSchema = z.strictObject({
  command: command.describe(
    `Shell command that runs the tests. ${filesPlaceholder} becomes the tests of the task, each quoted for the shell.`,
  ),
  directives: z
    .enum(directiveStyles)
    .default("files")
    .describe("How tests are named: paths of test files, Python modules (as Django wants), or not at all."),
});

/** How tasks are built and tested. Everything that makes a difference to a result is in here, and nothing else. */
export const environmentSchema = z
  .strictObject({
    baseImage: z
      .string()
      .max(300)
      .regex(/^[a-z0-9][A-Za-z0-9._/:@-]*$/, "An image reference, like debian:bookworm or assay-base:bookworm")
      .describe("Image to start from. One that is on the machine already is not fetched again."),
    packages: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9+.:-]+$/, "A Debian package, like build-essential"))
      .max(500)
      .default([])
      .describe("Debian packages. Those that are installed already need no network."),
    languageVersion: z
      .strictObject({
        language: z.string().min(1).max(50).describe("Python, JavaScript, Go, Rust, Java …"),
        version: z.string().min(1).max(50).describe("As its own tools write it, like 3.9."),
      })
      .nullable()
      .default(null)
      .describe("For people to read; the image decides what is really there."),
    setup: z.array(command).max(200).default([]).describe("Shell commands, run as root when the image is built."),
    workdir: folder.default("/testbed").describe("Where the repository lies."),
    writable: z
      .array(folder)
      .max(20)
      .default([])
      .describe(
        "More folders that tests may write, like a virtual environment. Each run starts with what the image has.",
      ),
    env: z.record(variableName, text).default({}).describe("Environment variables."),
    hasGit: z
      .boolean()
      .default(false)
      .describe("Whether the work folder is a git repository of one commit, as builds like setuptools_scm ask for."),
    install: z
      .array(command)
      .max(200)
      .default([])
      .describe(
        "Shell commands of each run, in one script in the work folder, after the patches and before the tests.",
      ),
    test: testSchema.describe("How the tests are run."),
    parser: z.string().min(1).max(100).describe("Name of the log parser that reads the output of the tests."),
    limits: limitsSchema.prefault({}).describe("What one run may use."),
    network: networkSchema.prefault({}).describe("When the network may be reached."),
  })
  .describe("How tasks are built and tested.");

export type Environment = z.output<typeof environmentSchema>;
export type EnvironmentInput = z.input<typeof environmentSchema>;
export type Limits = Environment["limits"];

/** The part of an environment that its image depends on. Tasks whose parts are equal share one image. */
export type ImageSpec = Pick<Environment, "baseImage" | "packages" | "setup" | "env" | "writable" | "workdir"> & {
  readonly setupNetwork: NetworkPolicy;
};

export function imageSpecOf(environment: Environment): ImageSpec {
  const { baseImage, packages, setup, env, writable, workdir, network } = environment;
  return {
    baseImage,
    packages: [...new Set(packages)].sort(),
    setup,
    env,
    writable,
    workdir,
    setupNetwork: network.setup,
  };
}
