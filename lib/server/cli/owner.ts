import { CreateOwner, createOwner } from "@/lib/auth/create-owner";
import { ResetPassword, resetPassword } from "@/lib/auth/reset-password";
import { newToken } from "@/lib/crypto/tokens";
import { newId } from "@/lib/ids";
import { CannotStart } from "@/lib/process/cannot-start";
import { createOwnerWithSample } from "@/lib/sample/create-owner-with-sample";
import { fitting, readArguments, runCommand } from "./command";

const GENERATED_CHARACTERS = 20;
const PASSWORD_BYTES_MAX = 1_024;

const HELP = `Makes the first owner without a browser, or gives somebody another password.

  npm run owner -- create --name <name> --email <address> [--password-stdin] [--merchant <name>] [--sample] [--json]
  npm run owner -- reset-password --email <address> [--password-stdin] [--json]

  --password-stdin  reads the password from the standard input; without it, one is made and printed
  --merchant        what the first merchant is called, when there is none yet
  --sample          loads sample data as well: four merchants and ninety days of their payments
  --data            the data directory of the deployment, when DATABASE_URL names no database
  --json            one line of JSON instead of words
`;

/** `npm run owner`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    name: { type: "string" },
    email: { type: "string" },
    merchant: { type: "string", default: "My first merchant" },
    "password-stdin": { type: "boolean", default: false },
    sample: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  });
  const [command] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(HELP);
    return;
  }
  const { name = "", email = "", merchant } = values;
  const typed = values["password-stdin"] ? await passwordFromInput() : null;
  const password = typed ?? newToken(GENERATED_CHARACTERS);
  await runCommand("npm run owner", async (ctx) => {
    const { id } = await (() => {
      switch (command) {
        case "create": {
          const first = { id: newId(), name: merchant, logoColor: "#1f5c6b", defaultCurrency: "GBP" };
          const input = fitting(CreateOwner, { name, email, password, merchant: first });
          return values.sample ? createOwnerWithSample(ctx, input) : createOwner({ ctx, input });
        }
        case "reset-password":
          return resetPassword({ ctx, input: fitting(ResetPassword, { email, password }) });
        default:
          throw new CannotStart(`"${command}" is not create or reset-password: see --help.`);
      }
    })();
    print({ id, email, ...(typed === null && { password }) }, values.json);
  });
}

async function passwordFromInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    bytes += chunk.length;
    if (bytes > PASSWORD_BYTES_MAX)
      throw new CannotStart(`a password of more than ${PASSWORD_BYTES_MAX} bytes.`);
    chunks.push(chunk);
  }
  // What a shell's echo adds is not part of it.
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}

function print(told: Record<string, string>, json: boolean): void {
  const words = Object.entries(told).map(([name, value]) => `${name.padEnd(10)}${value}`);
  process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${words.join("\n")}\n`);
}
