import { afterEach, expect, it, vi } from "vitest";
import { useSitesToAsk } from "../../../entrypoints/popup/page-media/use-sites-to-ask";
import { originPattern } from "../../../lib/capture/site/site-patterns";
import { render } from "./render";

const { contains } = vi.hoisted(() => ({ contains: vi.fn<() => Promise<boolean>>() }));
vi.mock("wxt/browser", () => ({ browser: { permissions: { contains } } }));

afterEach(() => {
  vi.unstubAllGlobals();
});

function Names({ origins }: { readonly origins: readonly string[] }) {
  return <p>{useSitesToAsk(origins).join(", ")}</p>;
}

it("names the sites that the browser will ask about, an insecure one and one of another script too", async () => {
  contains.mockResolvedValue(false);
  const addresses = ["https://cdn.example/", "http://old.example/", "https://аррӏе.com/"];
  const origins = addresses.map((address) => originPattern(new URL(address)) ?? "");
  const view = await render(<Names origins={origins} />);
  await vi.waitFor(() =>
    expect(view.text().split(", ").toSorted()).toEqual([
      "cdn.example",
      "old.example",
      "xn--80ak6aa92e.com",
    ]),
  );
});
