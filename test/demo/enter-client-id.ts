import type { Page } from "playwright-core";
import type { DemoWorld } from "./demo-world";

/** Enters the local X's client id in the options, as a person does once; the page stays open. */
export async function enterClientId({ browser, x }: DemoWorld): Promise<Page> {
  const options = await browser.openPage("options.html");
  await options.getByRole("textbox", { name: "Client ID" }).fill(x.clientId);
  await options.getByRole("button", { name: "Save" }).click();
  await options.getByRole("status").filter({ hasText: "Saved." }).waitFor();
  return options;
}
