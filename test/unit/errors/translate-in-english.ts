import messages from "../../../public/_locales/en/messages.json";

const texts: Readonly<Record<string, { readonly message: string }>> = messages;

/** What the browser's `i18n.getMessage` does, over the English sentences; unknown keys are empty, as there. */
export function getEnglishMessage(key: string, substitutions: readonly string[] = []): string {
  const message = texts[key]?.message ?? "";
  return message.replace(/\$([1-9])/g, (_, position) => substitutions[Number(position) - 1] ?? "");
}
