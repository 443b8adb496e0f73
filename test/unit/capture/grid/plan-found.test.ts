import { describe, expect, it } from "vitest";
import { planFound } from "../../../../lib/capture/grid/plan-found";
import { found } from "../found-media";

const PLACE = {
  tabId: 1,
  frameId: 0,
  frameUrl: "https://page.test/",
  pageUrl: "https://page.test/",
};

describe("what was picked from a page's list", () => {
  it("is asked for at its site, whether the page shows it or only names it", () => {
    const url = "https://cdn.test/a.jpg";
    for (const isShown of [true, false]) {
      expect(planFound(found("a", { url, isShown }), PLACE)).toMatchObject({
        way: "worker",
        neededOrigin: "https://cdn.test/*",
        isOffered: !isShown,
      });
    }
  });

  it.each([
    "http://192.168.0.1/a.jpg",
    "http://localhost/a.jpg",
    "https://api.x.com/2/users/me",
    "chrome-extension://abcdefghijklmnop/a.jpg",
  ])("is not had where a page only names %s, and nobody is asked for that site", (url) => {
    expect(planFound(found("a", { url, isShown: false }), PLACE)).toMatchObject({
      way: "none",
      neededOrigin: null,
    });
  });

  it("may lie in the private network of its page, and in the files beside a file", () => {
    const cases = [
      ["http://192.168.0.1/", "http://192.168.0.2/a.jpg"],
      ["file:///home/a.html", "file:///home/a.jpg"],
    ] as const;
    for (const [pageUrl, url] of cases) {
      const plan = planFound(found("a", { url, isShown: false }), {
        ...PLACE,
        pageUrl,
        frameUrl: pageUrl,
      });
      expect(plan.way).toBe("worker");
    }
  });
});
