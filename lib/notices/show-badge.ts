import { browser } from "wxt/browser";
import { watchOwnChanges } from "../store/change-notice";
import { readDashboard } from "../store/dashboard";
import { type Badge, badgeFor } from "./badge";

/** The badge's colours: readable on every toolbar, the text on them in white. */
const TONES: Record<Badge["tone"], string> = { busy: "#0b6bcb", alert: "#c4281c" };

const SHOW_EVERY_MS = 500;

/** Keeps the toolbar badge in step with the jobs, at most twice a second. Call once per worker. */
export function showBadge(reportFailure: (error: unknown) => void): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let shown: string | null = null;

  async function show(): Promise<void> {
    const { activity } = await readDashboard();
    const badge = badgeFor(activity);
    const key = `${badge.tone} ${badge.text}`;
    if (key === shown) return;
    shown = key;
    await browser.action.setBadgeTextColor({ color: "#ffffff" });
    await browser.action.setBadgeBackgroundColor({ color: TONES[badge.tone] });
    await browser.action.setBadgeText({ text: badge.text });
  }

  function showSoon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      show().catch(reportFailure);
    }, SHOW_EVERY_MS);
  }

  watchOwnChanges(showSoon);
  showSoon();
}
