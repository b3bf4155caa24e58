import { ensureSetupInvitation, SETUP_HOURS } from "@/lib/auth/setup";

/** Says where the server is, and where the first owner makes an account while there is none. */
export async function greet(publicUrl: string): Promise<void> {
  const token = await ensureSetupInvitation();
  const setup = token
    ? `\nMake the first owner's account here, once, within ${SETUP_HOURS} hours:\n\n  ${publicUrl}/setup/${token}\n`
    : "";
  process.stdout.write(`\nCounterfoil is running at ${publicUrl}\n${setup}\n`);
}
