import { CreateOwner, createOwner } from "@/lib/auth/create-owner";
import { ResetPassword, resetPassword } from "@/lib/auth/reset-password";
import { newToken } from "@/lib/crypto/tokens";
import { newId } from "@/lib/ids";
import { CannotStart } from "@/lib/process/cannot-start";
import { createOwnerWithSample } from "@/lib/sample/create-owner-with-sample";
import { listTeam } from "@/lib/team/list-team";
import { resetTwoFactor } from "@/lib/team/reset-two-factor";
import type { Ctx } from "@/lib/verb/context";
import { fitting, readArguments, refuseSurplus, runCommand } from "./command";

const GENERATED_CHARACTERS = 20;
const PASSWORD_BYTES_MAX = 1_024;

const HELP = `Makes the first owner without a browser, or lets somebody in again who has lost what they sign in with.

  npm run owner -- create --name <name> --email <address> [--password-stdin] [--merchant <name>] [--sample] [--json]
  npm run owner -- reset-password --email <address> [--password-stdin] [--json]
  npm run owner -- reset-two-factor --email <address> [--json]

  reset-password    gives them another password. A second factor stays on
  reset-two-factor  turns their second factor off: the password alone signs them in until they set one up again
                    Both end that person's sessions, and are in the audit log

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
  refuseSurplus(positionals, 1);
  const { name = "", email = "", merchant } = values;
  if (command === "reset-two-factor") return resetTwoFactorOf(email, values.json);
  const typed = values["password-stdin"] ? await passwordFromInput() : null;
  const password = typed ?? newToken(GENERATED_CHARACTERS);
  const work = async (ctx: Ctx) => {
    const { id, ...more } = await (() => {
      switch (command) {
        case "create": {
          const first = { id: newId(), name: merchant, logoColor: "#1f5c6b", defaultCurrency: "GBP" };
          const input = fitting(CreateOwner, { name, email, password, merchant: first });
          return values.sample ? createOwnerWithSample(ctx, input) : createOwner({ ctx, input });
        }
        case "reset-password":
          return setPassword(ctx, fitting(ResetPassword, { email, password }));
        default:
          throw new CannotStart(
            `"${command}" is not create, reset-password or reset-two-factor: see --help.`,
          );
      }
    })();
    print({ id, email, ...(typed === null && { password }), ...more }, values.json);
  };
  await runCommand("npm run owner", work, { mayBeFirst: command === "create" });
}

async function setPassword(ctx: Ctx, input: ResetPassword): Promise<Record<"id", string>> {
  const { id, twoFactorEnabled } = await resetPassword({ ctx, input });
  return { id, ...(twoFactorEnabled && { twoFactor: "stays on: reset-two-factor turns it off" }) };
}

function resetTwoFactorOf(address: string, json: boolean): Promise<void> {
  return runCommand("npm run owner", async (ctx) => {
    const { email } = fitting(ResetPassword.pick({ email: true }), { email: address });
    const { people } = await listTeam({ ctx });
    const person = people.find((each) => each.email === email);
    if (!person) throw new CannotStart(`nobody here has the e-mail address ${email}.`);
    if (!person.twoFactorEnabled) throw new CannotStart(`${email} has no second factor that is on.`);
    await resetTwoFactor({ ctx, input: { userId: person.id } });
    print({ id: person.id, email, twoFactor: "off" }, json);
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
  const words = Object.entries(told).map(([name, value]) => `${name.padEnd(11)}${value}`);
  process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${words.join("\n")}\n`);
}
