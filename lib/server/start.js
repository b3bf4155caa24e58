// What `npm start` and the other commands begin with. JavaScript in old clothes, so that an old Node can read it.
const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

const COMPILER_NEEDS = new Set(["PATH", "HOME", "TMPDIR", "NODE_ENV", "NODE_OPTIONS"]);

if (fits) {
  const [command = "main", ...rest] = process.argv.slice(2);
  if (command === "dev/dev") process.env.NODE_ENV ??= "development";
  else if (!command.startsWith("dev/")) process.env.NODE_ENV ??= "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  await registerCompiler();
  const { judgeSettings, spellSslModes } = await import("./settings.ts");
  const { prepareClient } = await import("./prepare-client.ts");
  const { prepareStatements } = await import("./prepare-statements.ts");
  const { CannotStart, explainFailure } = await import("../process/cannot-start.ts");
  const { outliveReaders } = await import("../process/outlive-readers.ts");
  outliveReaders();
  try {
    const args = takeDataDirectory(command, rest, CannotStart);
    // Help is given whatever is set wrong.
    if (!args.some((arg) => arg === "--help" || arg === "-h")) judgeSettings(process.env);
    spellSslModes(process.env);
    await Promise.all([prepareClient(), prepareStatements()]);
    const { run } = await import(`./${command}.ts`);
    await run(args);
  } catch (err) {
    explainFailure(err);
  }
  // Whatever a failed start left behind (a framework half up, a compiler) must not keep the process.
  process.exit();
} else {
  console.error(
    `counterfoil: Node 20.19 or a later 20, 22.12 or a later 22, or 24 or newer is needed, and this is ${process.versions.node}.`,
  );
  process.exitCode = 1;
}

// The compiler runs in a process of its own, which stays and is given the environment of this moment: nothing of ours.
async function registerCompiler() {
  const whole = { ...process.env };
  for (const name of Object.keys(whole)) if (!COMPILER_NEEDS.has(name)) delete process.env[name];
  try {
    const { register } = await import("tsx/esm/api");
    register();
    await import("../process/cannot-start.ts");
  } finally {
    Object.assign(process.env, whole);
  }
}

// `--data` means the same to every command; `main` reads it with its other options.
function takeDataDirectory(command, args, CannotStart) {
  const at = args.findIndex((arg) => arg === "--data" || arg.startsWith("--data="));
  if (command === "main" || at < 0) return args;
  const joined = args[at].slice("--data".length);
  const directory = joined ? joined.slice(1) : args[at + 1];
  if (!directory || (!joined && directory.startsWith("-")))
    throw new CannotStart("--data must name a directory.");
  process.env.DATA_DIR = directory;
  return args.toSpliced(at, joined ? 1 : 2);
}
