"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { signOut as endSession } from "@/lib/auth/sign-out";
import { passCookies } from "./cookies";

export async function signOut(): Promise<void> {
  await passCookies(await endSession({ headers: await headers() }));
  redirect("/sign-in");
}
