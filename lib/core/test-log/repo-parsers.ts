/** The parser of each repository of the published sets whose logs the content alone does not tell (swebench 1 to 5). */
const parserByRepo: Readonly<Record<string, string>> = {
  // SWE-bench, Lite, Verified and its development split
  "astropy/astropy": "parse_log_astropy",
  "django/django": "parse_log_django",
  "marshmallow-code/marshmallow": "parse_log_marshmallow",
  "matplotlib/matplotlib": "parse_log_matplotlib",
  "mwaskom/seaborn": "parse_log_seaborn",
  "pallets/flask": "parse_log_flask",
  "psf/requests": "parse_log_requests",
  "pvlib/pvlib-python": "parse_log_pvlib",
  "pydata/xarray": "parse_log_xarray",
  "pydicom/pydicom": "parse_log_pydicom",
  "pylint-dev/astroid": "parse_log_astroid",
  "pylint-dev/pylint": "parse_log_pylint",
  "pytest-dev/pytest": "parse_log_pytest",
  "pyvista/pyvista": "parse_log_pyvista",
  "scikit-learn/scikit-learn": "parse_log_scikit",
  "sphinx-doc/sphinx": "parse_log_sphinx",
  "sqlfluff/sqlfluff": "parse_log_sqlfluff",
  "sympy/sympy": "parse_log_sympy",
  // Multilingual
  "apache/druid": "parse_log_maven",
  "apache/lucene": "parse_log_gradle_custom",
  "astral-sh/ruff": "parse_log_cargo",
  "axios/axios": "parse_log_tap",
  "babel/babel": "parse_log_jest",
  "briannesbitt/carbon": "parse_log_phpunit",
  "burntsushi/ripgrep": "parse_log_cargo",
  "caddyserver/caddy": "parse_log_gotest",
  "facebook/docusaurus": "parse_log_jest",
  "faker-ruby/faker": "parse_log_ruby_unit",
  "fastlane/fastlane": "parse_log_rspec_transformed_json",
  "fluent/fluentd": "parse_log_ruby_unit",
  "fmtlib/fmt": "parse_log_googletest",
  "gin-gonic/gin": "parse_log_gotest",
  "gohugoio/hugo": "parse_log_gotest",
  "google/gson": "parse_log_maven",
  "hashicorp/terraform": "parse_log_gotest",
  "immutable-js/immutable-js": "parse_log_immutable_js",
  "javaparser/javaparser": "parse_log_maven",
  "jekyll/jekyll": "parse_log_jekyll",
  "jordansissel/fpm": "parse_log_rspec_transformed_json",
  "jqlang/jq": "parse_log_jq",
  "laravel/framework": "parse_log_phpunit",
  "micropython/micropython": "parse_log_micropython_test",
  "mrdoob/three.js": "parse_log_tap",
  "nlohmann/json": "parse_log_doctest",
  "nushell/nushell": "parse_log_cargo",
  "php-cs-fixer/php-cs-fixer": "parse_log_phpunit",
  "phpoffice/phpspreadsheet": "parse_log_phpunit",
  "preactjs/preact": "parse_log_karma",
  "projectlombok/lombok": "parse_log_ant",
  "prometheus/prometheus": "parse_log_gotest",
  "reactivex/rxjava": "parse_log_gradle_custom",
  "redis/redis": "parse_log_redis",
  "rubocop/rubocop": "parse_log_rspec_transformed_json",
  "sharkdp/bat": "parse_log_cargo",
  "tokio-rs/axum": "parse_log_cargo",
  "tokio-rs/tokio": "parse_log_cargo",
  "uutils/coreutils": "parse_log_cargo",
  "valkey-io/valkey": "parse_log_redis",
  "vuejs/core": "parse_log_vitest",
  // Multimodal, as far as its parsers are known here
  "carbon-design-system/carbon": "parse_log_carbon",
  "chartjs/chart.js": "parse_log_chart_js",
  "diegomura/react-pdf": "parse_log_react_pdf",
  "grommet/grommet": "parse_log_grommet",
  "markedjs/marked": "parse_log_marked",
  "prettier/prettier": "parse_log_prettier",
  "prismjs/prism": "parse_log_prismjs",
  "scratchfoundation/scratch-gui": "parse_log_scratch_gui",
};

/** SWE-smith runs `pytest -v` but for these (`swesmith/harness/log_parsers.py`). */
const smithParserByRepo: Readonly<Record<string, string>> = {
  "gin-gonic/gin": "parse_log_gotest",
  "hips/autograd": "parse_log_autograd",
  "paramiko/paramiko": "parse_log_paramiko",
  "tornadoweb/tornado": "parse_log_tornado",
  "un33k/python-slugify": "parse_log_python_slugify",
};

/** Repositories whose tests the harness grades by their failures alone (`FAIL_ONLY_REPOS`, swebench 4 and 5). */
const failOnlyRepos: ReadonlySet<string> = new Set([
  "bpmn-io/bpmn-js",
  "chartjs/chart.js",
  "eslint/eslint",
  "markedjs/marked",
  "openlayers/openlayers",
  "processing/p5.js",
]);

/**
 * The harness's name of the parser for a repository, `owner/name` in any case, or a SWE-smith one like
 * `swesmith/owner__name.1a2b3c4d`; null where no published set has it.
 */
export function harnessParserOf(repo: string): string | null {
  const smith = /^swesmith\/([^/]+?)__([^/]+?)\.[0-9a-f]{8}$/iu.exec(repo);
  const table = smith ? smithParserByRepo : parserByRepo;
  const name = (smith ? `${smith[1]}/${smith[2]}` : repo).toLowerCase();
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? (smith ? "pytest-verbose" : null);
}

/** Whether the harness grades a repository's tests by what fails alone; `owner/name` in any case. */
export function isFailOnlyRepo(repo: string): boolean {
  return failOnlyRepos.has(repo.toLowerCase());
}

/** The repository of an instance id such as `psf__requests-863` or `pandas-dev__pandas.95280573.pr_53652`; else null. */
export function repoOfInstance(instanceId: string): string | null {
  const at = instanceId.indexOf("__", 1);
  if (at < 0 || !/^[\w.-]+$/u.test(instanceId)) return null;
  const [owner, rest] = [instanceId.slice(0, at), instanceId.slice(at + 2)];
  const number = /-\d+$/u.exec(rest);
  if (number && number.index > 0) return `${owner}/${rest.slice(0, number.index)}`;
  const smith = /^(.+?\.[0-9a-f]{8})\./u.exec(rest);
  return smith ? `swesmith/${owner}__${smith[1]}` : null;
}
