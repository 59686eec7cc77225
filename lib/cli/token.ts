import { Command, Option } from "commander";
import { z } from "zod";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { roles } from "#lib/core/role";
import { newTokenSchema } from "#lib/users/model";
import { createToken, revokeToken } from "#lib/users/mutations";
import { listTokens } from "#lib/users/queries";

export function tokenCommand(): Command {
  const token = new Command("token").description("Bearer tokens for the REST API.");
  token
    .command("create")
    .description("Make a token. Its secret is shown once.")
    .addOption(new Option("--role <role>", "what it may do").choices([...roles]).default("viewer"))
    .option("--name <name>", "what it is for", "command line")
    .option("--json", "print one JSON object")
    .action(async (options: { role: string; name: string; json?: boolean }) => {
      const input = newTokenSchema.parse(options);
      const { id, secret } = await createToken(commandLineCtx(), input);
      printResult({ id, token: secret, ...input }, secret, options);
    });
  token
    .command("list")
    .option("--json", "print one JSON array")
    .action(async (options: { json?: boolean }) => {
      const rows = await listTokens(commandLineCtx());
      const lines = rows.map((row) => `${row.id}  ${row.role}  ${row.name}${row.revokedAt ? "  (revoked)" : ""}`);
      printResult(rows, lines.join("\n"), options);
    });
  token
    .command("revoke <id>")
    .description("End a token at once.")
    .action(async (tokenId: string) => {
      await revokeToken(commandLineCtx(), { tokenId: z.uuid("the id of a token is a UUID").parse(tokenId) });
      printResult(null, "Revoked.", {});
    });
  return token;
}
