import type { SecretKind } from "./model.ts";

/** How one kind of secret is found. */
export interface SecretPattern {
  readonly kind: SecretKind;
  /** No text without one of these holds such a secret; most texts are told by them alone. */
  readonly markers: readonly string[];
  /** Global, and linear on any text. What the group `kept` matches stays in front of the mark. */
  readonly pattern: RegExp;
  /** Whether what was matched is one, where its shape alone does not tell. */
  readonly isSecret?: (secret: string, following: string, allowedEmailDomains: readonly string[]) => boolean;
}

/**
 * A word begins behind these, whatever else a letter in front of it means: the escape of a line break in quoted text, the
 * end of a terminal's colour, an escape of a URL.
 */
const behindEscape = String.raw`(?<=\\[nrtbf])|(?<=\[[\d;]{0,12}[mK])|(?<=%[0-9A-Fa-f]{2})`;

/** A word begins here: behind such an escape, or behind no letter, digit, _ or backslash. */
const start = String.raw`(?:(?<![A-Za-z0-9_\\])|${behindEscape})`;

/** Within the escape of a colour, whose digits and letter begin no word. */
const inColour = String.raw`(?<=\[[\d;]{0,12})[\d;]{1,12}m`;

/** Behind the mark of a line that a patch adds or removes. */
const behindPatchMark = String.raw`(?<=(?:^|\\n)[+-]{1,2})`;

/** What is assigned: some text without spaces that nothing goes on behind, as it does in code that computes a value. */
function assigned(names: string, least: number): RegExp {
  const value = String.raw`[\w.~!@#%^&*+/-]{${least},256}={0,2}(?![\w.~!@#%^&*+/=$({[-])`;
  return new RegExp(String.raw`(?<kept>(?:${names})(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)${value}`, "giu");
}

export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "private-key",
    markers: ["PRIVATE KEY"],
    // Up to its end, or, where the text was cut before that, as far as lines of base64 follow.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-<]|-(?!----)){0,20000}-----END [A-Z0-9 ]{0,80}-----|(?:(?:\s|\\[nr]){1,8}[A-Za-z0-9+/=]{16,}){0,400})/gu,
  },
  {
    kind: "aws-key",
    markers: ["AKIA", "ASIA"],
    pattern: new RegExp(`${start}(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])`, "gu"),
    isSecret: isNoExample,
  },
  {
    kind: "aws-key",
    markers: ["ecret", "ECRET"],
    pattern:
      /(?<kept>secret_?(?:access_?)?key(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/giu,
    isSecret: isNoExample,
  },
  {
    kind: "github-token",
    markers: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    pattern: new RegExp(String.raw`${start}(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})`, "gu"),
  },
  { kind: "gitlab-token", markers: ["glpat-"], pattern: new RegExp(String.raw`${start}glpat-[\w-]{20,}`, "gu") },
  {
    kind: "google-key",
    markers: ["AIza", "ya29."],
    pattern: new RegExp(String.raw`${start}(?:AIza[\w-]{35}(?![\w-])|ya29\.[\w-]{30,})`, "gu"),
  },
  {
    kind: "slack-token",
    markers: ["xox", "hooks.slack.com/"],
    pattern: new RegExp(
      String.raw`${start}xox[abeoprs]-[A-Za-z0-9-]{20,}|(?<kept>hooks\.slack\.com/services/)\w{8,}/\w{8,}/\w{20,}`,
      "gu",
    ),
  },
  {
    kind: "stripe-key",
    markers: ["k_live_", "k_test_"],
    pattern: new RegExp(`${start}[rs]k_(?:live|test)_[A-Za-z0-9]{20,}`, "gu"),
  },
  {
    kind: "huggingface-token",
    markers: ["hf_"],
    pattern: new RegExp(`${start}hf_[A-Za-z0-9]{30,}`, "gu"),
    isSecret: isMixed,
  },
  {
    kind: "npm-token",
    markers: ["npm_"],
    pattern: new RegExp(String.raw`${start}npm_[A-Za-z0-9]{36}(?!\w)`, "gu"),
    isSecret: isMixed,
  },
  { kind: "pypi-token", markers: ["pypi-Ag"], pattern: new RegExp(String.raw`${start}pypi-Ag[\w-]{50,}`, "gu") },
  { kind: "anthropic-key", markers: ["sk-ant-"], pattern: new RegExp(String.raw`${start}sk-ant-[\w-]{20,}`, "gu") },
  {
    kind: "openai-key",
    markers: ["sk-"],
    pattern: new RegExp(String.raw`${start}sk-[\w-]{20,}`, "gu"),
    // Class names of style sheets begin so too.
    isSecret: (secret) => secret.split(/[-_]/u).some((part) => part.length >= 16 && isMixed(part)),
  },
  { kind: "groq-key", markers: ["gsk_"], pattern: new RegExp(`${start}gsk_[A-Za-z0-9]{40,}`, "gu"), isSecret: isMixed },
  {
    kind: "sendgrid-key",
    markers: ["SG."],
    pattern: new RegExp(String.raw`${start}SG\.[\w-]{16,32}\.[\w-]{32,64}(?![\w-])`, "gu"),
    isSecret: isMixed,
  },
  {
    kind: "digitalocean-token",
    markers: ["_v1_"],
    pattern: new RegExp(`${start}do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9])`, "gu"),
  },
  {
    kind: "jwt",
    markers: ["eyJ"],
    pattern: new RegExp(String.raw`${start}(?:(?<!-)|${behindPatchMark})eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}`, "gmu"),
  },
  {
    kind: "bearer-token",
    markers: ["earer", "EARER", "uthorization", "UTHORIZATION"],
    pattern: new RegExp(
      String.raw`${start}(?<kept>bearer[ \t]{1,4}|authorization\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?(?:basic|token|bearer)\s{1,4})[A-Za-z0-9._~+/=-]{16,}`,
      "giu",
    ),
    isSecret: isMixed,
  },
  {
    kind: "url-credentials",
    markers: ["://"],
    pattern: /(?<kept>:\/\/)[^\s:@/<>[\]"'\\`]{0,128}:[^\s:@/<>[\]"'\\`]{1,256}(?=@)/gu,
    // What a script or a template puts there is none yet.
    isSecret: (secret) => !/:(?:[${*]|%(?![0-9A-Fa-f]{2}))/u.test(secret),
  },
  {
    kind: "api-key",
    markers: ["key", "KEY", "Key", "oken", "OKEN", "ecret", "ECRET"],
    pattern: assigned("(?:api|access|auth|client|secret)[_-]?(?:key|token|secret)", 16),
    isSecret: isRandom,
  },
  {
    kind: "password",
    markers: ["assw", "ASSW"],
    pattern: assigned("passw(?:or)?d", 8),
    isSecret: isRandom,
  },
  {
    kind: "email",
    markers: ["@"],
    pattern: new RegExp(
      String.raw`(?!${inColour})(?:(?<![A-Za-z0-9._%+\\-])|${behindEscape}|${behindPatchMark})[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])`,
      "gmu",
    ),
    isSecret: isAddress,
  },
];

/** The keys of AWS's own manual end so. */
function isNoExample(secret: string): boolean {
  return !/EXAMPLE(?:KEY)?$/u.test(secret);
}

function isMixed(secret: string): boolean {
  return /\d/u.test(secret) && /[A-Za-z]/u.test(secret);
}

/** Letters and digits in turn, as nobody types or names them. */
function isRandom(secret: string): boolean {
  return (secret.match(/[a-z](?=\d)|\d(?=[a-z])/giu)?.length ?? 0) >= 3;
}

/** Not `git@` of a remote, a product of matrices (`a@b.dot(c)`, `a@b.coef_`), a version (`name@1.0.0-beta.rc`) or `icon@2x.png`. */
function isAddress(secret: string, following: string, allowedDomains: readonly string[]): boolean {
  const at = secret.lastIndexOf("@");
  const domain = secret.slice(at + 1).toLowerCase();
  if (secret.slice(0, at) === "git" || (following !== "" && "([_".includes(following)) || /^\d+x?\./u.test(domain))
    return false;
  return !allowedDomains.some((allowed) => domain === allowed || domain.endsWith(`.${allowed}`));
}
