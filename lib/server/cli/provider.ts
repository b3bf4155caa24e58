import { PROVIDERS } from "@/lib/connectors/all-providers";
import { tryAccount } from "@/lib/connectors/try-account";
import { keepOutOfLogs } from "@/lib/log/known-secrets";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { readArguments, refuseSurplus } from "./command";

const CONNECTABLE = PROVIDERS.filter(({ credentials }) => credentials.length > 0);

const HELP = `Tries an account at a provider, in test mode, with every kind of call a connection makes.

  PROVIDER_KEY=<key> npm run provider -- check <provider>

  <provider>    ${CONNECTABLE.map(({ name }) => name).join(", ")}
  PROVIDER_KEY  the test key. It is read from the environment, so that no list of processes shows it

It makes a page and closes it, charges the provider's own test method and gives it back where there is one, and lists
events. A live key is refused. Nothing is stored, and no connection is made. It ends with 1 when something did not pass.
`;

/** `npm run provider`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    help: { type: "boolean", short: "h", default: false },
  });
  const [command, name] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(HELP);
    return;
  }
  refuseSurplus(positionals, 2);
  if (command !== "check") throw new CannotStart(`"${command}" is not check: see --help.`);
  log.level = "warn";
  await check(name ?? "");
}

async function check(name: string): Promise<void> {
  const provider = CONNECTABLE.find((each) => each.name === name);
  if (!provider)
    throw new CannotStart(`"${name}" is none of ${CONNECTABLE.map((each) => each.name).join(", ")}.`);
  const [field] = provider.credentials;
  const credentials = { [field?.name ?? ""]: process.env.PROVIDER_KEY ?? "" };
  const mode = provider.modeOf(credentials);
  if ("problems" in mode) throw new CannotStart(`PROVIDER_KEY: ${Object.values(mode.problems)[0]}.`);
  keepOutOfLogs(Object.values(credentials));
  if (mode.live) throw new CannotStart("that is a live key: nothing is tried with real money.");
  for await (const { what, state, detail } of tryAccount(provider, credentials)) {
    process.stdout.write(`${WORDS[state]}  ${what}${detail && state !== "passed" ? `: ${detail}` : ""}\n`);
    if (state === "failed") process.exitCode = 1;
  }
}

const WORDS = { passed: "passed   ", failed: "FAILED   ", not_known: "not known" };
