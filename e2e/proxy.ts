import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { childEnvironment } from "@/lib/process/child-environment";
import { withSbin } from "@/lib/process/testing/programs";

const PUBLISHED = "docs/operations.md";
const START_MS_MAX = 10_000;

export type ProxyName = "nginx" | "haproxy" | "caddy" | "apache";

export const PROGRAMS: Record<ProxyName, string> = {
  nginx: "nginx",
  haproxy: "haproxy",
  caddy: "caddy",
  apache: "apache2",
};

/**
 * Runs a proxy with the configuration that docs/operations.md publishes, on `port` and in front of `upstream`, until the
 * function given back is called. `change` makes of the text what somebody else might have written.
 */
export async function startProxy(
  proxy: ProxyName,
  { directory, port, upstream }: { directory: string; port: number; upstream: number },
  change: (published: string) => string = (published) => published,
): Promise<() => Promise<void>> {
  const certificate = path.join(directory, "pay.example.com");
  const text = change(publishedConfiguration(proxy))
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${upstream}`)
    .replaceAll("/etc/ssl/pay.example.com", certificate)
    .replace(/listen 443|bind :443|\*:443|^pay\.example\.com(?= \{)/m, (place) =>
      place.startsWith("pay") ? `https://localhost:${port}` : place.replace(/\*?:?443/, `127.0.0.1:${port}`),
    );
  const child = spawn(PROGRAMS[proxy], argumentsOf(proxy, directory, text, port, certificate), {
    env: { ...withSbin(), HOME: directory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const ended = once(child, "close");
  for (const deadline = Date.now() + START_MS_MAX; !(await answers(port)); ) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${proxy} did not start:\n${said}`);
  }
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}

/** A certificate for this machine that nobody has signed. */
export function makeCertificate(directory: string): void {
  const file = path.join(directory, "pay.example.com");
  const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  execFileSync("openssl", [...words, "-keyout", `${file}.key`, "-out", `${file}.crt`], {
    stdio: "ignore",
    env: childEnvironment(),
  });
  writeFileSync(`${file}.pem`, readFileSync(`${file}.crt`, "utf8") + readFileSync(`${file}.key`, "utf8"));
}

function publishedConfiguration(proxy: ProxyName): string {
  const fence = proxy === "caddy" ? "caddyfile" : proxy;
  const [, text] =
    new RegExp(`\`\`\`${fence}\\n(.*?)\`\`\``, "s").exec(readFileSync(PUBLISHED, "utf8")) ?? [];
  if (text === undefined) throw new Error(`${PUBLISHED} has no configuration for ${proxy}.`);
  return text;
}

function argumentsOf(
  proxy: ProxyName,
  directory: string,
  text: string,
  port: number,
  certificate: string,
): string[] {
  const file = path.join(directory, proxy);
  switch (proxy) {
    case "nginx": {
      const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
      const temporary = places.map((each) => `${each}_temp_path ${directory}/${each};`).join("\n");
      const head = `daemon off; pid ${file}.pid; error_log stderr; ${process.getuid?.() === 0 ? "user root;" : ""}`;
      writeFileSync(file, `${head}\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${text}}\n`);
      return ["-e", "stderr", "-p", directory, "-c", file];
    }
    case "haproxy":
      writeFileSync(file, text);
      return ["-db", "-f", file];
    case "caddy": {
      const files = `tls ${certificate}.crt ${certificate}.key\n`;
      writeFileSync(
        file,
        `{\nadmin off\nauto_https disable_redirects\n}\n${text.replace("{\n", `{\n${files}`)}`,
      );
      return ["run", "--adapter", "caddyfile", "--config", file];
    }
    case "apache": {
      const modules = ["mpm_event", "authz_core", "ssl", "proxy", "proxy_http", "headers", "http2"];
      const loaded = modules.map(
        (each) => `LoadModule ${each}_module /usr/lib/apache2/modules/mod_${each}.so`,
      );
      const rest = [
        `Listen 127.0.0.1:${port}`,
        `PidFile ${file}.pid`,
        `ErrorLog ${file}.log`,
        "ServerName localhost",
      ];
      writeFileSync(file, [...loaded, ...rest, text].join("\n"));
      return ["-X", "-f", file];
    }
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => done(true));
    const timer = setTimeout(() => done(false), 100);
    socket.on("error", () => {});
    function done(answered: boolean) {
      clearTimeout(timer);
      socket.destroy();
      resolve(answered);
    }
  });
}
