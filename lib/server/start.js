// What `npm start` and the other commands begin with. JavaScript in old clothes, so that an old Node can read it.
const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (fits) {
  process.env.NODE_ENV ??= "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  const [command = "main", ...args] = process.argv.slice(2);
  const { register } = await import("tsx/esm/api");
  register();
  const { prepareClient } = await import("./prepare-client.ts");
  const { explainFailure } = await import("./cannot-start.ts");
  try {
    await prepareClient();
    const { run } = await import(`./${command}.ts`);
    await run(args);
  } catch (err) {
    explainFailure(err);
  }
} else {
  console.error(
    `counterfoil: Node 20.19, 22.12, 24 or newer is needed, and this is ${process.versions.node}.`,
  );
  process.exitCode = 1;
}
