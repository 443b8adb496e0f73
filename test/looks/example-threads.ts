import { jobError } from "../../lib/errors/job-error";
import { MINUTE_MS } from "./example-drafts";
import {
  ACCOUNT,
  draft,
  type ExampleStore,
  NOW_MS,
  posted,
  postBase,
  ready,
  REFUSAL,
} from "./example-store";

const harbor = ready("harbor", "t1", "t1", { altText: "Three fishing boats in a harbor" });
const dunes = ready("dunes", "t2", "t2");
const forest = ready("forest", "t2b", "t2");

/** A thread of three that is being written: two pictures in the middle, words alone at the end. */
export const THREAD: ExampleStore = {
  account: ACCOUNT,
  attachments: [harbor, dunes, forest],
  posts: [
    draft("Three walks in one day. The first along the harbor.", [harbor], { id: "t1" }),
    draft("Then over the dunes, and back through the forest.", [dunes, forest], {
      id: "t2",
      afterId: "t1",
    }),
    draft("The map is at harbor.art/walks", [], { id: "t3", afterId: "t2" }),
  ],
  openDraft: "t2",
};

const OUT = [
  posted("t1", "Three walks in one day", [harbor.id], 4 * MINUTE_MS),
  { ...posted("t2", "Then over the dunes", [dunes.id], 3 * MINUTE_MS), afterId: "t1" },
];

/** Two of four are out, and the third is written anew. */
export const THREAD_HALF_OUT: ExampleStore = {
  account: ACCOUNT,
  attachments: [harbor, dunes],
  posts: [
    ...OUT,
    draft("Back through the forest", [], { id: "t3", afterId: "t2" }),
    draft("", [], { id: "t4", afterId: "t3" }),
  ],
  openDraft: "t3",
};

const WAITING = {
  ...postBase("t4", "The map follows", [], 2 * MINUTE_MS),
  state: "publishing" as const,
  wait: null,
  holdUntilMs: null,
  repeatsCallAtMs: null,
  afterId: "t3",
};

/** The third of four was refused. */
export const THREAD_FAILED: ExampleStore = {
  account: ACCOUNT,
  attachments: [harbor, dunes],
  posts: [
    ...OUT,
    {
      ...postBase("t3", "Back through the forest", [], 2 * MINUTE_MS),
      state: "failed",
      error: jobError("no-credits", "post", { server: REFUSAL }),
      repeatsCallAtMs: null,
      afterId: "t2",
    },
    WAITING,
  ],
};

/** The person has said that the second is out, and nobody knows where. */
export const THREAD_BROKEN: ExampleStore = {
  account: ACCOUNT,
  attachments: [harbor, dunes],
  posts: [
    posted("t1", "Three walks in one day", [harbor.id], 4 * MINUTE_MS),
    {
      ...postBase("t2", "Then over the dunes", [dunes.id], 3 * MINUTE_MS),
      state: "posted",
      xPostId: null,
      url: null,
      postedAtMs: NOW_MS - 3 * MINUTE_MS,
      afterId: "t1",
    },
    {
      ...postBase("t3", "Back through the forest", [], 2 * MINUTE_MS),
      state: "failed",
      error: jobError("thread-broken", "post"),
      repeatsCallAtMs: null,
      afterId: "t2",
    },
    WAITING,
  ],
};
