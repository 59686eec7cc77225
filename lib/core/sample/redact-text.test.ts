import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectFast } from "#lib/testing/expect-fast";
import { type SecretKind, secretKinds } from "./model.ts";
import { redactText } from "./redact-text.ts";
import { awkwardTexts } from "./testing/awkward-texts.ts";

const all = { kinds: secretKinds, allowedEmailDomains: ["example.org"] };
const anyText = fc
  .array(fc.oneof(fc.string({ maxLength: 8, unit: "binary" }), fc.constantFrom(...awkwardTexts)), { maxLength: 8 })
  .map((parts) => parts.join(""));
const letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/** Text of this length that looks random and is not: no key of anybody. */
const made = (length: number) => Array.from({ length }, (_, at) => letters[(at * 29 + 7) % letters.length]).join("");
const base64Lines = [made(64), made(64), made(20)].join("\n");

const secrets: readonly (readonly [what: string, kind: SecretKind, before: string, secret: string, after: string])[] = [
  ["an RSA key", "private-key", "cat id\n", pem("RSA PRIVATE KEY"), "\ndone"],
  ["an OpenSSH key", "private-key", "", pem("OPENSSH PRIVATE KEY"), ""],
  ["a PGP key", "private-key", "", pem("PGP PRIVATE KEY BLOCK"), ""],
  ["a key in quoted text", "private-key", '"key": "', pem("PRIVATE KEY").replaceAll("\n", "\\n"), '\\n"'],
  ["a key that was cut", "private-key", "", `-----BEGIN EC PRIVATE KEY-----\n${made(64)}\n${made(64)}`, "\n$ ls"],
  ["an access key of AWS", "aws-key", "id=", `AKIA${"ABCDEFGH01234567"}`, "\n"],
  ["a secret key of AWS", "aws-key", 'aws_secret_access_key = "', made(40), '"'],
  ["a token of GitHub", "github-token", "token ", `ghp_${made(36)}`, "."],
  ["a fine-grained token of GitHub", "github-token", "", `github_pat_${made(22)}_${made(59)}`, ""],
  ["a token behind an escape", "github-token", "export\\n", `gho_${made(36)}`, "\\n"],
  ["a token of GitLab", "gitlab-token", "", `glpat-${made(20)}`, ""],
  ["a key of Google", "google-key", "?key=", `AIza${made(35)}`, "&x"],
  ["a token of Slack", "slack-token", "", `xoxb-${"1234567890"}-${made(24)}`, ""],
  ["a web hook of Slack", "slack-token", "https://hooks.slack.com/services/", `${made(9)}/${made(9)}/${made(24)}`, ""],
  ["a key of Stripe", "stripe-key", "", `sk_live_${made(24)}`, ""],
  ["a token of Hugging Face", "huggingface-token", "", `hf_${made(34)}`, ""],
  ["a token of npm", "npm-token", "//registry/:_authToken=", `npm_${made(36)}`, ""],
  ["a token of PyPI", "pypi-token", "", `pypi-AgEIcHlwaS5vcmc${made(70)}`, ""],
  ["a key of Anthropic", "anthropic-key", "", `sk-ant-api03-${made(40)}`, ""],
  ["a key of OpenAI", "openai-key", "OPENAI_API_KEY=", `sk-proj-${made(48)}`, "\n"],
  ["a key of hexadecimal digits", "openai-key", "", `sk-${"0a1b2c3d".repeat(4)}`, ""],
  ["a JSON web token", "jwt", "", `eyJ${made(20)}.eyJ${made(30)}.${made(30)}`, ""],
  ["a bearer token", "bearer-token", "-H 'Authorization: Bearer ", made(32), "'"],
  ["a basic authorization", "bearer-token", '"authorization": "Basic ', made(24), '"'],
  ["credentials in a URL", "url-credentials", "git clone https://", "me:pa55word", "@host.example/repo.git"],
  ["a token as user", "url-credentials", "postgres://", "postgres:devpass", "@127.0.0.1:5432/db"],
  ["an address", "email", "Author: A B <", "a.b+c@mail.company.co.uk", ">"],
  ["an address at the end of a sentence", "email", "Ask ", "someone@company.com", "."],
  ["an address behind an escape", "email", '"\\n', "someone@company.com", '"'],
  ["an address on an added line", "email", "@@ -1 +1 @@\n+", "someone@company.com", "\n"],
  ["an address on a removed line", "email", "-", "someone@company.com", ""],
  ["an address on a line of quoted text", "email", '"a\\n-', "someone@company.com", '"'],
  ["an address in colour", "email", "\u001b[1;32m", "someone@company.com", "\u001b[0m"],
  ["an address in an encoded URL", "email", "?to=%3C", "someone@company.com", "%3E"],
  ["a token in colour", "github-token", "\u001b[32m", `ghp_${made(36)}`, "\u001b[m"],
  ["a token that grep marks", "gitlab-token", "\u001b[01;31m\u001b[K", `glpat-${made(20)}`, "\u001b[m"],
  ["a token in the colour of quoted text", "stripe-key", '"\\u001b[31m', `sk_live_${made(24)}`, '"'],
  ["a token in an encoded URL", "openai-key", "?q=key%3D", `sk-proj-${made(48)}`, "%26"],
  ["a web token on a removed line", "jwt", "-", `eyJ${made(20)}.eyJ${made(30)}.${made(30)}`, ""],
  ["a password without a user", "url-credentials", "redis://", ":pa55word", "@redis:6379"],
  ["a password that begins with an escape", "url-credentials", "https://", "me:%23pw", "@host.example/"],
  ["a key of Groq", "groq-key", "", `gsk_${made(52)}`, "\n"],
  ["a key of SendGrid", "sendgrid-key", "", `SG.${made(22)}.${made(43)}`, ""],
  ["a token of DigitalOcean", "digitalocean-token", "", `dop_v1_${"0a1b2c3d".repeat(8)}`, ""],
  ["a key by its name", "api-key", 'api_key="', "0a1b2c3d".repeat(4), '"'],
  ["a key by its name in the environment", "api-key", "export WEATHER_API_KEY=", "0a1b2c3d".repeat(4), "\n"],
  ["a key by its name in quoted text", "api-key", '{\\"apiKey\\": \\"', "0a1b2c3d".repeat(4), '\\"}'],
  ["a password by its name", "password", "password=", "hX7-pq2Lr9", "\n"],
  ["a password by its name in quotes", "password", "DB_PASSWORD: '", "hX7pq2Lr9!", "'"],
];

function pem(label: string): string {
  return `-----BEGIN ${label}-----\n${base64Lines}\n-----END ${label}-----`;
}

describe("what is found", () => {
  test.each(secrets)("%s", (_what, kind, before, secret, after) => {
    expect(redactText(`${before}${secret}${after}`, all)).toEqual({
      text: `${before}[REDACTED:${kind}]${after}`,
      found: [kind],
    });
  });

  test.each(secrets)("%s stays where its kind is not asked for", (_what, kind, before, secret, after) => {
    const text = `${before}${secret}${after}`;
    const { found } = redactText(text, { ...all, kinds: secretKinds.filter((one) => one !== kind) });
    expect(found).not.toContain(kind);
  });

  test("every kind is in the table", () => {
    expect(new Set(secrets.map(([, kind]) => kind))).toEqual(new Set(secretKinds));
  });

  test("several in one text, each with its kind", () => {
    const { text, found } = redactText(`a@b.com, ghp_${made(36)}, c@d.org`, all);
    expect(text).toBe("[REDACTED:email], [REDACTED:github-token], [REDACTED:email]");
    expect(found).toEqual(["github-token", "email", "email"]);
  });
});

test.each([
  ["a commit", "82eb767f70c7ea95252b9f4a59bc8a9603279243"],
  ["a SHA-256", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
  ["a UUID", "123e4567-e89b-12d3-a456-426614174000"],
  ["base64 of a test", `data = "${made(400)}=="`],
  ["an image", `data:image/png;base64,iVBORw0KGgo${made(200)}`],
  ["a public key", `-----BEGIN PUBLIC KEY-----\n${base64Lines}\n-----END PUBLIC KEY-----`],
  ["a certificate", `-----BEGIN CERTIFICATE-----\n${base64Lines}\n-----END CERTIFICATE-----`],
  ["a secret key of AWS' manual", 'aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"'],
  ["an access key of AWS' manual", "AKIAIOSFODNN7EXAMPLE"],
  ["part of a longer word", `xAKIAABCDEFGH01234567 task-${made(40)} my_ghp_${made(36)}`],
  ["a class of a style sheet", ".sk-estimator-doc-link-label-text .sk-toggleable__control"],
  ["a bearer of no token", "Bearer authentication-is-not-supported"],
  ["a decorator", "57-@functools.lru_cache\n58-def f():\n@pytest.mark.parametrize"],
  ["a remote", "git@github.com:owner/name.git"],
  ["a product of matrices", "y = x@weights.dot(z)"],
  ["an attribute behind a product of matrices", "y = X@self.coef_ + a@b.shape[0]"],
  ["a password that code gives", "login(password=user2.pass3.hash4(), password=kwargs['p1a2s3s4'], password=None)"],
  ["a password of words", "password='secret123' password=\"testpass1\" PASSWORD=changeme"],
  ["a password that a script fills in", "password=$PASS1A2B3 password=%(p1a2b3c4)s password=********"],
  ["a hash of a password", "password='pbkdf2_sha256$1000$a1b2c3d4e5'"],
  ["a key of no value", "api_key=os.environ['A1B2C3D4E5F6G7H8'] api_key = your-api-key-goes-here"],
  ["a version", "left-pad@1.0.0-beta.rc and react@18.2.0"],
  ["a picture for sharp screens", "icons/logo@2x.png"],
  ["an address of nobody", "someone@example.org, other@mail.example.org"],
  ["a URL with a port", "https://localhost:8080/path?x=a@b"],
  ["a URL that a script fills in", "https://me:$TOKEN@host/ https://$USER:{PASS}@host/ https://me:%s@host/"],
  ["a user alone", "ssh://git@host.example/owner/name"],
  ["what was redacted before", "https://[REDACTED:url-credentials]@host/ Bearer [REDACTED:bearer-token]"],
  ["a Windows path", "C:\\new@folder"],
])("%s is no secret", (_what, text) => {
  expect(redactText(text, all)).toEqual({ text, found: [] });
});

test("finds nothing in what it wrote", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = redactText(text, all);
      expect(redactText(once.text, all)).toEqual({ text: once.text, found: [] });
    }),
    { numRuns: 500 },
  );
});

test("leaves JSON whole: what it holds is the same but for the marks", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 5 }), anyText), (object) => {
      const { text } = redactText(JSON.stringify(object), all);
      const read: unknown = JSON.parse(text);
      expect(Object.values(read ?? {})).toHaveLength(Object.keys(object).length);
    }),
    { numRuns: 500 },
  );
});

test("takes no more than a linear time for what almost is a secret", () => {
  const size = 1_000_000;
  const filled = (unit: string) => unit.repeat(Math.ceil(size / unit.length));
  const texts = [
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n",
    "-----BEGIN A B C D E PRIVATE KEY",
    "a@",
    "a.",
    "a-@b-.",
    "://a:",
    "eyJaaaaaaaa.",
    "eyJ",
    "sk-",
    "bearer ",
    "authorization: ",
    "secret_key=",
    "ghp_",
    "xoxb-",
    "hooks.slack.com/services/",
    "password=",
    "password=a1",
    "api_key=",
    "api_key=a1b2c3d4e5f6g7h8(",
    "[32m",
    "[1;",
    "%3D",
    "+",
    "\n+a",
    "://:",
    " ",
    "\\n",
  ].map(filled);
  const starts = [
    "-----BEGIN PRIVATE KEY-----",
    "eyJ",
    "x@",
    "://",
    "sk-",
    "AIza",
    "hooks.slack.com/services/",
    "password=",
    "gsk_",
    "SG.",
    "[1",
  ];
  for (const text of [...texts, ...starts.flatMap((start) => [start + filled("a"), start + filled("a.")])]) {
    expectFast(() => redactText(text, all));
  }
});
