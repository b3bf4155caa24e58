import { describe, expect, it } from "vitest";
import { newPerson, signedInBrowser } from "@/lib/auth/testing/people";
import { isLookOfCustomer } from "./look-of-customer";

const BROWSER =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

const look = (headers: HeadersInit = {}, method = "GET") =>
  isLookOfCustomer(
    new Request("https://pay.example.com/pay/t/opened", {
      method,
      headers: { "user-agent": BROWSER, ...Object.fromEntries(new Headers(headers)) },
    }),
  );

describe("a look at a link", () => {
  it.each([
    BROWSER,
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0 Mobile Safari/537.36 Instagram 350.0",
  ])("is a customer's with %s", async (agent) => {
    expect(await look({ "user-agent": agent, cookie: "counterfoil_kept=x" })).toBe(true);
  });

  it.each([
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.24.20.89 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Twitterbot/1.0",
    "curl/8.5.0",
    "python-requests/2.32",
    "",
  ])("is a machine's with %j", async (agent) => {
    expect(await look({ "user-agent": agent })).toBe(false);
  });

  it.each([
    ["sec-purpose", "prefetch"],
    ["sec-purpose", "prefetch;prerender"],
    ["purpose", "prefetch"],
    ["x-purpose", "preview"],
    ["x-moz", "prefetch"],
  ])("is made ahead with %s: %s", async (name, value) => {
    expect(await look({ [name]: value })).toBe(false);
  });

  it("is none with HEAD", async () => {
    expect(await look({}, "HEAD")).toBe(false);
  });

  it("is the operator's own with a session of theirs", async () => {
    const { headers } = await signedInBrowser(await newPerson("viewer"));
    expect(await look({ cookie: headers.get("cookie") ?? "" })).toBe(false);
  });
});
