import { z } from "zod";
import { newId, spellId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { findMerchants } from "@/lib/merchants/find-merchant";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { listMerchants } from "@/lib/merchants/list-merchants";
import type { Merchant } from "@/lib/merchants/merchant";
import { CreateMerchant } from "@/lib/merchants/schemas";
import { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { CannotStart } from "@/lib/process/cannot-start";
import type { Ctx } from "@/lib/verb/context";
import { fitting, readArguments, refuseSurplus, runCommand } from "./command";

const CURRENCY_DECIMALS = 2;
const LIMIT_DEFAULT = formatDecimal(PAYMENT_LIMIT_MINOR_DEFAULT, CURRENCY_DECIMALS);

const HELP = `Makes and lists merchants.

  npm run merchants -- create --name <name> [--currency <code>] [--limit <amount>] [--color <#rrggbb>] [--json]
  npm run merchants -- list [--json]

  --name      what customers read on the payment page; refused here where a merchant has it already
  --currency  ${CHECKOUT_CURRENCIES.join(", ")} (GBP)
  --limit     what one checkout payment may come to at most (${LIMIT_DEFAULT})
  --color     of its logo (#1f5c6b)
  --data      the data directory of the deployment, when DATABASE_URL names no database
  --json      one line of JSON instead of words
`;

/** The options, by the names they are given with. */
const Options = z.object({
  name: CreateMerchant.shape.name,
  currency: CreateMerchant.shape.defaultCurrency,
  limit: CreateMerchant.shape.paymentLimit,
  color: CreateMerchant.shape.logoColor,
});

/** `npm run merchants`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    name: { type: "string", default: "" },
    currency: { type: "string", default: "GBP" },
    limit: { type: "string", default: LIMIT_DEFAULT },
    color: { type: "string", default: "#1f5c6b" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  const [command] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(HELP);
    return;
  }
  refuseSurplus(positionals, 1);
  await runCommand("npm run merchants", async (ctx) => {
    switch (command) {
      case "create":
        return print(await create(ctx, fitting(Options, values)), values.json);
      case "list":
        for await (const merchant of all(ctx)) print(merchant, values.json);
        return;
      default:
        throw new CannotStart(`"${command}" is not create or list: see --help.`);
    }
  });
}

// A script that is run again must not make another: `keys --merchant` could then not tell them apart.
async function create(ctx: Ctx, options: z.output<typeof Options>): Promise<Merchant> {
  const { name, currency, limit, color } = options;
  const [same] = await findMerchants({ ctx, text: name });
  if (same) throw new CannotStart(`there is a merchant "${name}" already: ${spellId("mer", same.id)}.`);
  const look = { logoColor: color, defaultCurrency: currency, paymentLimit: limit };
  return createMerchant({ ctx, input: { id: newId(), name, ...look } });
}

async function* all(ctx: Ctx): AsyncGenerator<Merchant> {
  let after: string | null = null;
  do {
    const page = await listMerchants({ ctx, input: { after } });
    yield* page.merchants;
    after = page.next;
  } while (after);
}

function print({ id, name, defaultCurrency, paymentLimitMinor }: Merchant, json: boolean): void {
  const facts = {
    id: spellId("mer", id),
    name,
    currency: defaultCurrency,
    limit: formatDecimal(paymentLimitMinor, CURRENCY_DECIMALS),
  };
  const words = Object.entries(facts).map(([label, value]) => `${label.padEnd(11)}${value}`);
  process.stdout.write(json ? `${JSON.stringify(facts)}\n` : `${words.join("\n")}\n\n`);
}
