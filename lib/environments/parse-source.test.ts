import { describe, expect, it } from "vitest";
import { formatSource, parseSource } from "#lib/environments/parse-source";

describe("parseSource", () => {
  it.each([
    ["https://github.com/pallets/flask", "url"],
    ["https://github.com/pallets/flask.git", "url"],
    ["https://git.example.org:8443/a/b%20c.git", "url"],
    ["ssh://git@git.example.org:2222/a/b.git", "url"],
    ["git://git.example.org/a/b.git", "url"],
    ["git@github.com:pallets/flask.git", "url"],
    ["/srv/repositories/flask", "folder"],
    ["/srv/ünïcode and spaces", "folder"],
    ["demo:larder", "demo"],
  ])("takes %s", (text, kind) => {
    const source = parseSource(`  ${text} `);
    expect(source.kind).toBe(kind);
    expect(formatSource(source)).toBe(text);
  });

  it("leaves the last slash of a folder out", () => {
    expect(parseSource("/srv/flask/")).toEqual({ kind: "folder", path: "/srv/flask" });
  });

  it.each([
    ["", /it is missing/],
    ["ext::sh -c id", /spaces/],
    ["ext::id", /none of these/],
    ["fd::17", /none of these/],
    ["file:///etc", /none of these/],
    ["http://example.org/a/b", /none of these/],
    ["HTTPS://example.org/a/b", /none of these/],
    ["flask", /none of these/],
    ["./flask", /none of these/],
    ["~/flask", /none of these/],
    ["-oProxyCommand=id", /none of these/],
    ["--upload-pack=id", /none of these/],
    ["ssh://-oProxyCommand=id/x", /none of these/],
    ["ssh://-x@host/a", /begins with a dash/],
    ["-x@host:a/b", /none of these/],
    ["git@host:-x", /none of these/],
    ["git@-host:a/b", /none of these/],
    ["https://user:secret@example.org/a/b", /password or token/],
    ["https://ghp_token@example.org/a/b", /password or token/],
    ["ssh://git:secret@example.org/a/b", /password or token/],
    ["https://example.org/", /none of these/],
    ["https://example.org/a?x=1", /none of these/],
    ["https://example.org/a b", /spaces/],
    ["https://example.org/a\nb", /invisible/],
    ["https://example.org/a\u202eb", /invisible/],
    ["/srv/../etc", /without \. and \.\./],
    ["/", /no folder/],
    ["//host/share", /no folder/],
    ["demo:../../etc", /no name of a demo library/],
    ["demo:", /no name of a demo library/],
    [`https://example.org/${"a".repeat(2_000)}`, /longer than 2000/],
  ])("refuses %j", (text, reason) => {
    expect(() => parseSource(text)).toThrow(reason);
    expect(() => parseSource(text)).toThrow(/Expected an https, ssh or git address/);
  });
});
