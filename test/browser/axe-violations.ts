import type axe from "axe-core";

declare global {
  interface Window {
    /** Put into the page by a test. */
    readonly axe: typeof axe;
  }
}

/**
 * Runs in a page that holds axe: what that finds, as rule, element, and why; by all rules of WCAG 2 A and AA, and its
 * best practices, or by those that are named.
 */
export async function listViolations(rules: readonly string[]): Promise<string[]> {
  const { violations } = await window.axe.run(document, {
    resultTypes: ["violations"],
    ...(rules.length > 0 && { runOnly: [...rules] }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} (${failureSummary})`),
  );
}
