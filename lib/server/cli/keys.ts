import { newId, readAnyId, spellId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import type { Key } from "@/lib/keys/key";
import { listKeys } from "@/lib/keys/list-keys";
import { revokeKey } from "@/lib/keys/revoke-key";
import { CreateKey } from "@/lib/keys/schemas";
import { findMerchants } from "@/lib/merchants/find-merchant";
import { CannotStart } from "@/lib/process/cannot-start";
import { searchPartnerChoices } from "@/lib/referrals/partners/partner-choices";
import type { Ctx } from "@/lib/verb/context";
import { SCOPES } from "@/lib/verb/permissions";
import { fitting, readArguments, refuseSurplus, runCommand } from "./command";

const HELP = `Makes, lists and revokes API keys.

  npm run keys -- create --name <name> --scopes <scopes> [--merchant <id or exact name>] [--json]
  npm run keys -- create --name <name> --partner <id, slug or exact name> [--merchant <id or exact name>] [--json]
  npm run keys -- list [--json]
  npm run keys -- revoke <id> [--json]

  --scopes    ${SCOPES.join(", ")}; several with commas
  --merchant  the one merchant the key may act for; without it, all of them
  --partner   whose own key it is: it reads that partner's referrals and commissions, and has no scopes
  --data      the data directory of the deployment, when DATABASE_URL names no database
  --json      one line of JSON instead of words

The secret is printed once, when the key is made: only its hash is kept.
`;

/** `npm run keys`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    name: { type: "string" },
    scopes: { type: "string" },
    merchant: { type: "string" },
    partner: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  const [command, id] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(HELP);
    return;
  }
  refuseSurplus(positionals, command === "revoke" ? 2 : 1);
  await runCommand("npm run keys", async (ctx) => {
    switch (command) {
      case "create":
        return print(await create(ctx, values), values.json);
      case "list":
        for await (const key of all(ctx)) print(facts(key), values.json);
        return;
      case "revoke":
        return print(await revoke(ctx, id ?? ""), values.json);
      default:
        throw new CannotStart(`"${command}" is not create, list or revoke: see --help.`);
    }
  });
}

type Facts = Record<string, string | readonly string[] | null>;

async function create(
  ctx: Ctx,
  given: { name?: string; scopes?: string; merchant?: string; partner?: string },
): Promise<Facts> {
  const scopes = (given.scopes ?? "").split(",").flatMap((scope) => scope.trim() || []);
  const unknown = scopes.find((scope) => !SCOPES.some((each) => each === scope));
  if (unknown) throw new CannotStart(`"${unknown}" is no scope: ${SCOPES.join(", ")}.`);
  const merchantId = given.merchant === undefined ? null : await merchantNamed(ctx, given.merchant);
  const partnerId = given.partner === undefined ? null : await partnerNamed(ctx, given.partner, merchantId);
  const input = fitting(CreateKey, { id: newId(), name: given.name ?? "", scopes, merchantId, partnerId });
  const { key, secret } = await createKey({ ctx, input });
  return { ...facts(key), secret };
}

async function revoke(ctx: Ctx, spelled: string): Promise<Facts> {
  const id = readAnyId(spelled);
  if (!id) throw new CannotStart(`"${spelled}" is no id of a key: see \`npm run keys -- list\`.`);
  return facts(await revokeKey({ ctx, input: { id } }));
}

async function* all(ctx: Ctx): AsyncGenerator<Key> {
  let before: string | null = null;
  do {
    const page = await listKeys({ ctx, input: { before } });
    yield* page.keys;
    before = page.older;
  } while (before);
}

async function merchantNamed(ctx: Ctx, text: string): Promise<string> {
  const [found, another] = await findMerchants({ ctx, text });
  if (!found) throw new CannotStart(`there is no merchant "${text}".`);
  if (another) throw new CannotStart(`several merchants are called "${text}": give the id of one.`);
  return found.id;
}

async function partnerNamed(ctx: Ctx, text: string, merchantId: string | null): Promise<string> {
  const [found, another] = await searchPartnerChoices({ ctx, text, merchantId });
  if (!found) throw new CannotStart(`there is no partner "${text}".`);
  if (another) throw new CannotStart(`several partners are called "${text}": give the id of one.`);
  return found.id;
}

function facts(key: Key): Facts {
  return {
    id: spellId("key", key.id),
    name: key.name,
    scopes: key.scopes,
    merchant: key.merchant ? spellId("mer", key.merchant.id) : null,
    ...(key.partner && { partner: spellId("ptr", key.partner.id), partnerName: key.partner.name }),
    state: key.state,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

function print(told: Facts, json: boolean): void {
  const words = Object.entries(told).map(([name, value]) => `${name.padEnd(11)}${value ?? "-"}`);
  process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${words.join("\n")}\n\n`);
}
