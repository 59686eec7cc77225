const testWord = /(?:^|[/_.-])(?:tests?|testing|e2e|specs?|__tests__)(?:[/_.-]|$)/iu;
const testClass = /Tests?\.[a-z]+$/u;

/**
 * Whether a file holds tests, by its path: test, tests, testing, e2e or spec is a word of it, or its name ends in
 * `Test`. SWE-bench takes any path that contains the letters; words keep `latest.py` and `contest/` out.
 */
export function isTestPath(path: string): boolean {
  return testWord.test(path) || testClass.test(path);
}
