import type { JsonObject } from "#lib/core/json";

const patch = [
  "diff --git a/ledger/total.py b/ledger/total.py",
  "index 1111111..2222222 100644",
  "--- a/ledger/total.py",
  "+++ b/ledger/total.py",
  "@@ -3,3 +3,3 @@ def total(entries):",
  "     result = 0",
  "-    return result",
  "+    return round(result, 2)",
  "",
  "",
].join("\n");

const testPatch = patch.replaceAll("ledger/total.py", "tests/test_total.py");

const core = {
  repo: "example/ledger",
  instance_id: "example__ledger-7",
  base_commit: "0123456789abcdef0123456789abcdef01234567",
  patch,
  test_patch: testPatch,
  problem_statement: "Totals lose cents",
  hints_text: "",
  created_at: "2022-03-03T15:14:54Z",
  version: "1.2",
};

const listed = { FAIL_TO_PASS: ["tests/test_total.py::test_cents"], PASS_TO_PASS: ["tests/test_total.py::test_zero"] };

const written = {
  FAIL_TO_PASS: '["tests/test_total.py::test_cents"]',
  PASS_TO_PASS: '["tests/test_total.py::test_zero", "tests/test_total.py::test_caf\\u00e9"]',
};

const sameTest = { run: "NONE", test: "FAIL", fix: "PASS" };

/** One record of each schema, written for these tests, by the id of the adapter that must take it. */
export const records: readonly (readonly [adapter: string, record: JsonObject])[] = [
  ["swe-bench", { ...core, ...written, environment_setup_commit: "abc" }],
  [
    "swe-bench",
    {
      ...core,
      ...written,
      environment_setup_commit: "abc",
      difficulty: "1-4 hours",
      image: "x:latest",
      eval_script: "#!/bin/sh",
      log_parser: "parse_log_pytest",
      eval_type: "pass_and_fail",
    },
  ],
  ["swe-bench", { ...core, ...listed, image: "x:latest", created_at: "2023-01-23 04:10:47" }],
  ["swe-bench", { ...core, ...written, image_assets: '{"problem_statement": []}' }],
  [
    "swe-bench",
    {
      ...core,
      ...listed,
      language: "Python",
      license_name: "MIT",
      install_config: { python: "3.9" },
      note: "n",
      flaky: false,
    },
  ],
  ["swe-gym", { ...core, ...listed }],
  [
    "swe-rebench",
    {
      ...core,
      ...listed,
      FAIL_TO_FAIL: [],
      PASS_TO_FAIL: [],
      license_name: "MIT",
      image_name: "x",
      install_config: { python: "3.9" },
      meta: { is_lite: true, llm_score: { difficulty_score: 1, issue_text_score: 0, test_score: 2 } },
    },
  ],
  [
    "swe-rebench-v2",
    {
      ...core,
      ...listed,
      created_at: 1609298073000,
      language: "python",
      interface: "",
      pr_description: "",
      image_name: "x",
      install_config: {},
      meta: { llm_metadata: [{ code: "A", difficulty: "hard" }] },
    },
  ],
  [
    "swe-smith",
    {
      instance_id: "example__ledger.0123.func_1",
      repo: "swesmith/example__ledger.0123",
      patch,
      ...listed,
      image_name: "x",
      problem_statement: "Totals lose cents",
    },
  ],
  [
    "swe-bench-live",
    {
      ...core,
      ...listed,
      pull_number: "7",
      test_cmds: ["pytest"],
      log_parser: "def parser(log): return {}",
      difficulty: { files: 1, hunks: 1, lines: 2 },
      all_hints_text: "h",
    },
  ],
  [
    "swe-bench-live",
    {
      repo: core.repo,
      instance_id: core.instance_id,
      base_commit: core.base_commit,
      language: "Rust",
      rebuild_cmds: [],
      test_cmds: [],
      print_cmds: [],
      test_status: { a: "pass" },
      log_parser: "def parser(log): return {}",
    },
  ],
  [
    "multi-swe-bench",
    {
      org: "example",
      repo: "ledger",
      number: 7,
      state: "closed",
      title: "Round",
      body: "",
      base: { label: "x", ref: "main", sha: core.base_commit },
      resolved_issues: [{ number: 3, title: "Totals lose cents", body: "See below" }],
      fix_patch: patch,
      test_patch: testPatch,
      fixed_tests: { a: sameTest, b: sameTest },
      p2p_tests: { c: sameTest },
      f2p_tests: { a: sameTest },
      s2p_tests: {},
      n2p_tests: { b: sameTest },
      run_result: {},
    },
  ],
  [
    "swe-bench-pro",
    {
      ...core,
      fail_to_pass: "['tests/test_total.py::test_cents', \"it's\"]",
      pass_to_pass: '["a"]',
      repo_language: "python",
      selected_test_files_to_run: "['tests/test_total.py']",
      before_repo_set_cmd: "",
      dockerhub_tag: "x",
      requirements: "",
      interface: "",
    },
  ],
  [
    "r2e-gym",
    {
      repo_name: "sympy",
      docker_image: "x",
      commit_hash: "fedcba9876543210fedcba9876543210fedcba98",
      parsed_commit_content: JSON.stringify(commitOf("sympy/core/add.py", "sympy/core/tests/test_add.py")),
      execution_result_content: "{}",
      modified_files: ["sympy/core/add.py"],
      num_non_test_files: 1,
      prompt: "",
      problem_statement: "Sums are wrong",
      expected_output_json: '{"test_add": "PASSED"}',
    },
  ],
];

function commitOf(...paths: readonly string[]): JsonObject {
  return {
    old_commit_hash: "aaaa",
    commit_date: "2023-05-01T10:00:00+02:00",
    file_diffs: paths.map((path) => ({
      header: { file: { path }, misc_line: null },
      is_binary_file: false,
      minus_file: { path: `a/${path}` },
      plus_file: { path: `b/${path}` },
      hunks: [
        {
          descriptor: {
            old_range: { start: 1, length: 2 },
            new_range: { start: 1, length: 2 },
            section: " def add(a, b):",
          },
          line_group: {
            all_lines: [
              { type: "context", content: "x = 1" },
              { type: "deleted", content: "return a" },
              { type: "added", content: "return a + b" },
              { type: "note", content: "No newline at end of file" },
            ],
          },
        },
      ],
    })),
  };
}
